"""Releases beside one another: what was published before, and how far it has moved."""
