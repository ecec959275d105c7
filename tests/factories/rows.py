"""A row of any table, filled by the kinds of its columns: for promises that are made about every table."""

from typing import Any
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    AutoField,
    BooleanField,
    CharField,
    DateTimeField,
    Field,
    FloatField,
    ForeignKey,
    GenericIPAddressField,
    IntegerField,
    JSONField,
    Model,
    UUIDField,
)
from django.utils import timezone

from recommendations.models import Adjustment, PageRule
from tests.factories.catalog import a_genre


def a_row_of(model: type[Model], **given: Any) -> Any:
    """Save a row with `given` and, in every other column that needs one, a value; keys get rows of their own."""
    values = _bound_together(model, given) | given
    for column in model._meta.concrete_fields:
        if column.name not in values and not _fills_itself(column):
            values[column.name] = _value(column)
    return model._base_manager.create(**values)


def _bound_together(model: type[Model], given: dict[str, Any]) -> dict[str, Any]:
    """What the kinds of columns cannot tell: a rule is about a row or a title, and an adjustment about one thing."""
    if model is Adjustment:
        return {"genre": a_genre()}
    return {"row": "" if "title" in given else "trending", "action": "ban"} if model is PageRule else {}


def _fills_itself(column: "Field[Any, Any]") -> bool:
    is_dated = getattr(column, "auto_now_add", False)
    return bool(isinstance(column, AutoField) or column.has_default() or column.null or is_dated)


def _value(column: "Field[Any, Any]") -> Any:
    if isinstance(column, ForeignKey):
        return column.related_model._base_manager.first() or a_row_of(column.related_model)
    if column.choices:
        return column.choices[0][0]
    values: list[tuple[type[Field[Any, Any]], Any]] = [
        (GenericIPAddressField, "192.0.2.7"),
        (ArrayField, [1]),
        (UUIDField, uuid4()),
        (JSONField, {"note": "from a test"}),
        (DateTimeField, timezone.now()),
        (BooleanField, False),
        (FloatField, 1.0),
        (IntegerField, 1),
        (CharField, uuid4().hex[: getattr(column, "max_length", None) or 32]),
    ]
    return next((value for kind, value in values if isinstance(column, kind)), "words")
