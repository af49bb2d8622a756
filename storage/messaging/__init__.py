"""The correspondence with reporters, and groups of coordinators."""
