"""Benchmarks: ratios within one run, never absolute times and never a test."""
