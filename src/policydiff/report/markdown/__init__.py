"""Markdown: text in which nothing printed acts, the parts of a page, and pages of the user's own."""
