"""Fuzzing: inputs made by chance and steered by coverage, held against what must always be true.

`python -m fuzz` runs every harness; docs/testing.md says what each one holds. Only `fuzz.engine`
knows atheris, so that the tests can run every oracle without it.
"""
