"""A form being answered: values, what depends on them, snapshots, the instance."""
