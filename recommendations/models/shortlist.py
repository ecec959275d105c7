"""What each profile would be shown first, written down in bulk for when the model's arrays cannot be read."""

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

if TYPE_CHECKING:
    FloatField = models.FloatField[float, float]
else:
    FloatField = models.FloatField


class SingleField(FloatField):
    """A number of four bytes: scores are made in single precision, and there are many of them."""

    def db_type(self, connection: Any) -> str:
        return "real"


class Shortlist(models.Model):
    """The best titles for one profile by one model version, best first; `title_ids` and `scores` are parallel."""

    profile = models.OneToOneField("accounts.Profile", primary_key=True, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, help_text="Of the model version that ranked them")
    title_ids = ArrayField(models.BigIntegerField())
    scores = ArrayField(SingleField())
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        indexes = [models.Index(fields=("digest",), name="shortlist_of_version")]

    def __str__(self) -> str:
        return f"{len(self.title_ids)} titles by {self.digest[:12]}"
