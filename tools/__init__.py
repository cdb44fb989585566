"""What is run from the checkout and never installed: writers of generated files."""
