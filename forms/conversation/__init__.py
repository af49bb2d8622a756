"""A session as a conversation: prompts, replies, back, edit, review."""
