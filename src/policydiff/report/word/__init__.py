"""Word documents: papers with real styles, and the comparison table that offices use."""
