"""What happens to the agreement because something governed says so: writers that take a basis."""
