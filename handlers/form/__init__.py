"""Any form, run in the chat: prompts drawn as screens, taps and messages taken as answers."""
