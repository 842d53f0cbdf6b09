"""Releases: what is published, under which imprint, how it is made and put in place."""
