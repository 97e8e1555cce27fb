"""Questions with gold records, one case a line."""
