"""The WhatsApp door, by Twilio: messages by its API, and in by its webhook."""
