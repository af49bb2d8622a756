"""Objects, campaigns, assignments, visits, findings."""
