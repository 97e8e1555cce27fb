"""Measures whether the citations are right."""
