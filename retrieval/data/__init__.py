"""Abbreviations and policy terms, as data for people to edit."""
