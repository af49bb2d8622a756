"""A process of its own in which pictures are decoded."""
