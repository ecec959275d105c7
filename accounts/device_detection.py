"""What kind of screen a request comes from, and what to call it: client hints first, then the user agent."""

import re
from collections.abc import Mapping

from accounts.device_kinds import DeviceKind

# Smart TVs, boxes and consoles: what is watched from the sofa.
TV = re.compile(
    r"smart-?tv|hbbtv|tizen.*\btv\b|web0s|webos[. ]?tv|netcast|android ?tv|google ?tv|\bbravia|aft[a-z]+\d? |apple ?tv"
    r"|\bcrkey\b|\broku|playstation|xbox|nintendo (?:wiiu|switch)|\bvidaa\b|viera|philipstv|\bsmartcast|sonycebrowser",
    re.IGNORECASE,
)
TABLET = re.compile(r"ipad|tablet|playbook|silk(?!.*mobile)|kindle", re.IGNORECASE)
PHONE = re.compile(r"iphone|ipod|windows phone|\bmobile\b|mobi", re.IGNORECASE)
# Browsers that exist on iOS only and claim to be on a Mac: they ask for the desktop page, as iPads do by default.
# Safari itself says exactly what it says on a Mac, so an iPad with Safari counts as a laptop.
DISGUISED_IPAD = re.compile(r"macintosh.*\b(?:crios|fxios|edgios|opt)/", re.IGNORECASE)

FORM_FACTORS = {"mobile": DeviceKind.PHONE, "tablet": DeviceKind.TABLET, "desktop": DeviceKind.LAPTOP}

TV_MAKES = (
    (r"tizen|samsung", "Samsung TV"),
    (r"web0s|webos|netcast", "LG TV"),
    (r"bravia|sonycebrowser", "Sony TV"),
    (r"apple ?tv", "Apple TV"),
    (r"\broku", "Roku"),
    (r"crkey", "Chromecast"),
    (r"playstation", "PlayStation"),
    (r"xbox", "Xbox"),
    (r"aft[a-z]+\d? ", "Fire TV"),
)
# In this order, because most browsers claim to be others as well.
BROWSERS = (
    (r"edg(?:e|a|ios)?/", "Edge"),
    (r"opr/|opt/|opera", "Opera"),
    (r"samsungbrowser", "Samsung Internet"),
    (r"silk/", "Silk"),
    (r"firefox/|fxios/", "Firefox"),
    (r"crios/|chrome/|chromium/", "Chrome"),
    (r"safari/", "Safari"),
)
SYSTEMS = (
    (r"iphone|ipod", "iPhone"),
    (r"ipad", "iPad"),
    (r"\bcros\b", "Chromebook"),
    (r"android", "Android"),
    (r"windows", "Windows"),
    (r"macintosh|mac os x", "Mac"),
    (r"linux|x11", "Linux"),
)


def device_kind_of(headers: Mapping[str, str]) -> DeviceKind:
    """The kind of screen; a laptop when nothing says otherwise. Any text in the headers is borne."""
    agent = headers.get("User-Agent", "")
    if TV.search(agent):
        return DeviceKind.TV
    for factor in re.findall(r'"([a-z]+)"', headers.get("Sec-CH-UA-Form-Factors", "").lower()):
        if factor in FORM_FACTORS:
            return FORM_FACTORS[factor]
    if TABLET.search(agent) or DISGUISED_IPAD.search(agent):
        return DeviceKind.TABLET
    if headers.get("Sec-CH-UA-Mobile") == "?1" or PHONE.search(agent):
        return DeviceKind.PHONE
    if "android" in agent.lower() or headers.get("Sec-CH-UA-Platform", "").strip('"').lower() == "android":
        return DeviceKind.TABLET  # Android says "Mobile" on phones alone.
    return DeviceKind.LAPTOP


def device_name_of(headers: Mapping[str, str]) -> str:
    """Words by which its owner knows it again: `Firefox on Windows`, `Samsung TV`, `Safari on iPhone`."""
    agent, kind = headers.get("User-Agent", ""), device_kind_of(headers)
    if kind is DeviceKind.TV:
        return _first(TV_MAKES, agent) or DeviceKind.TV.label
    browser, system = _first(BROWSERS, agent), _first(SYSTEMS, agent)
    if DISGUISED_IPAD.search(agent):
        system = "iPad"
    if kind is DeviceKind.TABLET and system == "Android":
        system = "Android tablet"
    return " on ".join(part for part in (browser, system) if part) or kind.label


def lacks_hints(headers: Mapping[str, str]) -> bool:
    """The browser gives client hints, and was not yet asked for its form factor."""
    return "Sec-CH-UA" in headers and "Sec-CH-UA-Form-Factors" not in headers


def _first(words: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((word for pattern, word in words if re.search(pattern, agent, re.IGNORECASE)), "")
