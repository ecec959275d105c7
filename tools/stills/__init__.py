"""Cinematic stills for the pictures of the seed, drawn by Blender at development time. README.md lists them."""
