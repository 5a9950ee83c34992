"""Pages for a terminal: lines as wide as it is, marks in colour or in signs."""
