"""People with phones: what they do in their chats, and what they see."""
