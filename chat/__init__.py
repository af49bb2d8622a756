"""What can be said in a chat, without a word of Telegram: screens, buttons, notices."""
