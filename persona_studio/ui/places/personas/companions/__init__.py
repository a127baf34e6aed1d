"""The companions of a sheet in the Personas place: empathy map, journey, action plan."""
