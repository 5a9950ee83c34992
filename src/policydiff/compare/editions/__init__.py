"""Two editions of one snapshot: which measure is which, and what differs."""
