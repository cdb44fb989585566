"""Judged cases → records."""
