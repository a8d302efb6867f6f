"""What a message names: one file for each kind, each returning candidates with exact places in the text."""
