"""Views of Chinese text used while reading and comparing; printed text is never altered."""
