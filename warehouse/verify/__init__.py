"""Check a release by what it holds alone."""
