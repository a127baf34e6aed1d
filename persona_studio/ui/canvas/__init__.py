"""The sheet on screen: painting, choosing, writing."""
