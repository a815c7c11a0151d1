"""Samstyring: municipalities that work together by agreement, and how they run that work."""
