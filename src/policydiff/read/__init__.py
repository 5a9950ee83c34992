"""Reading: from the bytes of a source document to a snapshot that accounts for every character."""
