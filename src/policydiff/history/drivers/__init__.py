"""Git's own diff and merge by measure: setting them up, and what the git that calls them is asked."""
