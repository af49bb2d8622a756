"""The chat page: its JSON API over the simulated Telegram."""
