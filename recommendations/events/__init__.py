"""Every kind of event that is taken in, by name; a new one is a new file and a line here."""

from recommendations.events.base import EventType
from recommendations.events.dwell import Dwell
from recommendations.events.hide import Hide
from recommendations.events.impression import Impression
from recommendations.events.my_list import MyList
from recommendations.events.play import Play
from recommendations.events.progress import Progress
from recommendations.events.rating import Rating
from recommendations.events.scroll import Scroll
from recommendations.events.search import Search

EVENT_TYPES: tuple[EventType, ...] = (
    Play(),
    Progress(),
    Impression(),
    Dwell(),
    Search(),
    Rating(),
    MyList(),
    Hide(),
    Scroll(),
)

EVENT_TYPE_OF: dict[str, EventType] = {event_type.key: event_type for event_type in EVENT_TYPES}
