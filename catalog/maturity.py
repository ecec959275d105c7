"""The maturity ladder: one ordered scale for what a title shows and for what a profile may see."""

from django.db import models


class Maturity(models.IntegerChoices):
    """The youngest age a title suits; a profile sees titles at or below its ceiling."""

    ALL = 0, "All"
    SEVEN = 7, "7+"
    TEN = 10, "10+"
    THIRTEEN = 13, "13+"
    SIXTEEN = 16, "16+"
    EIGHTEEN = 18, "18+"


KIDS_CEILING = Maturity.TEN
"""No kids profile can be raised above this step."""
