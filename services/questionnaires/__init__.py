"""Forms, what was filled in, results as files."""
