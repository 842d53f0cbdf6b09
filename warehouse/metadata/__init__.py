"""What makes a release citable and usable: dictionary, citation, read-me and descriptions that machines read."""
