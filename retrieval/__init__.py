"""A question finds records."""
