"""The Telegram door: a bot that people talk to in private and in groups."""
