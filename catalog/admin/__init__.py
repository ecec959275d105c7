"""The back office of the catalogue, by what it is about."""

from catalog.admin import artwork as artwork
from catalog.admin import people as people
from catalog.admin import series as series
from catalog.admin import subjects as subjects
from catalog.admin import titles as titles
from catalog.admin import video as video
