"""The parts of `validate`: what is judged, each kind of check on it, and findings in words and with their places."""
