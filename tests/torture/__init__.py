"""Kills the bot, again and again, while citizens, volunteers, coordinators and the clock are at work; then counts what
was lost or told untruly.

`python -m tests.torture --kills 200` for as long as one likes; tests/scenarios/test_kill.py does a few in the suite.
"""
