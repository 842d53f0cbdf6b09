"""The site of a release: static pages that need neither network nor script, and a server for them on this machine."""
