"""XForm XML in, a `Form` out; what is wrong with it is said with its place."""
