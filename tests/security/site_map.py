"""Every URL that the site answers, read from the resolver, so that no list can forget one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True, slots=True)
class Route:
    """One pattern: its name with namespaces, and the names of the values in its path."""

    name: str
    pattern: str
    parameters: tuple[str, ...]

    @property
    def is_admin(self) -> bool:
        return self.pattern.startswith("admin/")

    def path(self, values: Mapping[str, object]) -> str:
        """The route's path with these values, each percent-encoded whole; raises KeyError for one that is missing."""
        found = re.sub(
            r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)",
            lambda match: quote(str(values[match[1] or match[2]]), safe="", errors="surrogatepass"),
            self.pattern,
        )
        return "/" + found.replace("^", "").replace("$", "").replace("\\Z", "")


def routes() -> list[Route]:
    """All routes of the site, sorted by name; a route without a name goes by its pattern."""
    return sorted(set(_walk(get_resolver(), "", "")), key=lambda route: (route.name, route.pattern))


def _walk(resolver: URLResolver, prefix: str, namespace: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, pattern, inner)
        elif isinstance(entry, URLPattern):
            found = re.findall(r"<(?:\w+:)?(\w+)>", pattern) + re.findall(r"\(\?P<(\w+)>", pattern)
            yield Route(f"{namespace}{entry.name}" if entry.name else pattern, pattern, tuple(dict.fromkeys(found)))
