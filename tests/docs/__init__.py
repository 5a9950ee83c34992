"""The manual: what it shows is run. `python -m tests.docs --update PAGE…` writes the outputs anew."""
