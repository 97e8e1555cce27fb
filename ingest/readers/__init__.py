"""One module per kind of text; each turns numbered lines into rows."""
