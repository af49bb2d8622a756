"""The bot without Telegram: a strict local Bot API, people with phones, a chat page, a demo town."""
