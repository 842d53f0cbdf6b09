"""Help wanted: mostly managers? Who is one, among whom, and what the data say."""
