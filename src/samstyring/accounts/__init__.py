"""Sign-in, sessions and one-question links."""
