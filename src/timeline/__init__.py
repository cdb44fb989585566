"""Hold institutions to their own investigation process: claims, bounds, verdicts, receipts."""
