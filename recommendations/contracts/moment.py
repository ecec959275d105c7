"""When and on what something is watched: the part of a viewer's situation that models learn from."""

from dataclasses import dataclass
from datetime import datetime

from accounts.device_kinds import DeviceKind

HOURS_OF_DAYPART = 4
DAYPARTS = 24 // HOURS_OF_DAYPART
DEVICES = tuple(DeviceKind)
SATURDAY = 5
VALUES = DAYPARTS + 2 + len(DEVICES)
"""Dayparts, weekday and weekend, devices: one place each in tables by context."""
MOMENTS = DAYPARTS * 2 * len(DEVICES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Four hours of the day (0 begins at midnight), part of the week, and screen."""

    daypart: int
    is_weekend: bool
    device: DeviceKind

    @property
    def code(self) -> int:
        """One number of 0 to MOMENTS - 1; `training/plays.py` counts the same in SQL."""
        return self.daypart + DAYPARTS * int(self.is_weekend) + 2 * DAYPARTS * DEVICES.index(self.device)

    @property
    def values(self) -> tuple[int, int, int]:
        """Its places among the VALUES: of the daypart, of the part of the week, of the device."""
        return self.daypart, DAYPARTS + int(self.is_weekend), DAYPARTS + 2 + DEVICES.index(self.device)


def moment_of(local: datetime, device: DeviceKind) -> Moment:
    """`local` is the viewer's own time, aware or not; Saturday and Sunday are the weekend."""
    return Moment(daypart=local.hour // HOURS_OF_DAYPART, is_weekend=local.weekday() >= SATURDAY, device=device)


def moment_of_code(code: int) -> Moment:
    """The moment that has this code; raises IndexError for a number that is none."""
    device, rest = divmod(code, 2 * DAYPARTS)
    return Moment(daypart=rest % DAYPARTS, is_weekend=rest >= DAYPARTS, device=DEVICES[device])
