"""Draws the artwork of the seed; used at development time only, never by the site or its tests."""
