"""What is done behind a turn, on nobody's time: conversations are summed up, and facts are noticed."""
