"""The whole chain without a window: asked for in words, done in one go, told as figures."""
