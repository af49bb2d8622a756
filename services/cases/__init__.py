"""A complaint from the first word to what became of it."""
