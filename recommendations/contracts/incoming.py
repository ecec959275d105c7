"""What a browser or device reports."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingEvent:
    """One validated event of a batch, with its instant already corrected for the client's clock."""

    client_id: UUID
    kind: str
    at: datetime
    client_at: datetime
    sent_at: datetime
    received_at: datetime
    title_id: int | None = None
    episode_id: int | None = None
    page_id: UUID | None = None
    page_served_at: datetime | None = None
    row: int | None = None
    column: int | None = None
    artwork_id: int | None = None
    value: float | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
