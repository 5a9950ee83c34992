"""The data: frozen dataclasses of what a document says and of how two documents differ."""
