"""Language and agency tables, as data for people to edit."""
