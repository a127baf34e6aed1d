"""Golden questions: the few questions that tell a segment, how well they do, and ways to ask them."""
