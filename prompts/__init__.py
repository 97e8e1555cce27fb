"""The wording of answers: templates, one file each."""
