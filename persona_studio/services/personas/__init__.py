"""What is done with personas and the lines of their sheets."""
