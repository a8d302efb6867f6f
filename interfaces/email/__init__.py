"""The e-mail door: letters out by SMTP, and in by IMAP where that is configured."""
