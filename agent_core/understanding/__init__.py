"""What a message is about, told without a model: its language, what kind of message it is, and what it names."""
