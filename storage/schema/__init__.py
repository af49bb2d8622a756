"""All tables, and where every sealed value stands."""
