"""What is kept of a person, as one whole: exported, erased, and removed once it is old."""
