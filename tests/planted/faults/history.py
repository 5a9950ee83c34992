"""What a change takes away from what was published: to be seen only beside the base commit."""
