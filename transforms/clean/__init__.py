"""Cleaning: from what a source stated to values that mean the same everywhere. Expressions only."""
