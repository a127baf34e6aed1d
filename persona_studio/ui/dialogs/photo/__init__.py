"""The picture of a persona: a photo, cropped, with its rights; or an illustrated portrait."""
