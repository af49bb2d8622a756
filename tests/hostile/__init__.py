"""What somebody who means harm would send. The quick part runs with the suite; `python -m tests.hostile --minutes N`
goes on with other seeds for as long as it is told to."""
