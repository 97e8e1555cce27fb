"""Records become a cited answer."""
