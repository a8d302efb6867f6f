"""The Slack door: messages by the Web API, and in by the Events API."""
