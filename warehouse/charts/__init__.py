"""Charts to be quoted from: a finding as the title, its basis under it, the points as CSV beside."""
