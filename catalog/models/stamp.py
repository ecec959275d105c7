"""The catalogue's version stamp: one row whose number moves with every change to what pages are made from."""

from django.db import models


class CatalogueStamp(models.Model):
    """Statement triggers on the catalogue's tables raise `version`, so no writer can forget to (see migrations)."""

    version = models.BigIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="only_one_catalogue_stamp")]

    def __str__(self) -> str:
        return f"version {self.version}"

    @classmethod
    def current(cls) -> int:
        return int(cls.objects.values_list("version", flat=True).get(pk=1))
