"""What tests lean on: databases, a served site with a browser, a mail server."""
