"""Regular expressions as Java has them, in linear time."""
