"""What is done for the workshop: pages laid out, the client's brand, files written."""
