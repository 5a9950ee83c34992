"""What is known of the field: places, roles, policy words. Data files and their lookup."""
