"""What surrounds every place: top bar and rail."""
