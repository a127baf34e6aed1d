"""The window: shows, asks, forwards."""
