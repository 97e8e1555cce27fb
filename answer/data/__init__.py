"""Words that tell whether a record states what is asked, as data for people to edit."""
