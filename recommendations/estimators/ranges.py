"""What a hyper-parameter may be: written beside its default, read by the search and by whoever tries values by hand."""

import math
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np

KEY = "range"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Every number from `low` to `high`, both included; drawn evenly in the logarithm where `is_log`."""

    low: float
    high: float
    is_log: bool = False
    is_whole: bool = False

    def draw(self, random: np.random.Generator) -> float | int:
        if self.is_log:
            number = math.exp(random.uniform(math.log(self.low), math.log(self.high)))
        else:
            number = random.uniform(self.low, self.high)
        number = min(max(number, self.low), self.high)
        return round(number) if self.is_whole else float(number)

    def __contains__(self, value: object) -> bool:
        return isinstance(value, int | float) and self.low <= value <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """One of a few values, each as likely as the next."""

    values: tuple[Any, ...]

    def draw(self, random: np.random.Generator) -> Any:
        return self.values[int(random.integers(len(self.values)))]

    def __contains__(self, value: object) -> bool:
        return value in self.values


Range = Span | Choices


def searched(default: Any, over: Range) -> Any:
    """A dataclass field with a default that the search may vary; raises ValueError when the default is outside."""
    if default not in over:
        raise ValueError(f"The default {default!r} is not in {over}.")
    return field(default=default, metadata={KEY: over})


def ranges_of(config: type[Any]) -> dict[str, Range]:
    """The fields of a Config that may be searched, by name."""
    return {item.name: item.metadata[KEY] for item in fields(config) if KEY in item.metadata}


def draw(config: type[Any], *, random: np.random.Generator) -> Any:
    """A Config with every searchable field drawn from its range and the others at their default."""
    return config(**{name: over.draw(random) for name, over in ranges_of(config).items()})
