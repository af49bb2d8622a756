"""The simulated Telegram: strict as the real one, and nothing of HTTP."""
