"""What is done with the companions of a sheet: empathy map, journey, action plan."""
