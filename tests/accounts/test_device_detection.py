"""What kind of screen it is, and what to call it."""

import pytest

from accounts.device_detection import device_kind_of, device_name_of, lacks_hints
from accounts.device_kinds import DeviceKind

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
AGENTS = [
    (f"Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} Chrome/126.0.0.0 Safari/537.36", "laptop", "Chrome on Linux"),
    (
        f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/126.0.0.0 Safari/537.36 Edg/126.0",
        "laptop",
        "Edge on Windows",
    ),
    (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0",
        "laptop",
        "Firefox on Windows",
    ),
    (
        f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {SAFARI} Version/17.5 Safari/605.1.15",
        "laptop",
        "Safari on Mac",
    ),
    (
        f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {SAFARI} CriOS/126 Version/17 Safari/605.1.15",
        "tablet",
        "Chrome on iPad",
    ),
    (
        f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {WEBKIT} Chrome/126.0.0.0 Safari/537.36",
        "laptop",
        "Chrome on Chromebook",
    ),
    (
        f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) {SAFARI} Version/17.5 Mobile/15E148 Safari/604.1",
        "phone",
        "Safari on iPhone",
    ),
    (
        f"Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) {SAFARI} Version/12.1 Mobile/15E148 Safari/604.1",
        "tablet",
        "Safari on iPad",
    ),
    (
        f"Mozilla/5.0 (Linux; Android 14; Pixel 8) {WEBKIT} Chrome/126.0.0.0 Mobile Safari/537.36",
        "phone",
        "Chrome on Android",
    ),
    (
        f"Mozilla/5.0 (Linux; Android 13; SM-X906C) {WEBKIT} Chrome/126.0.0.0 Safari/537.36",
        "tablet",
        "Chrome on Android tablet",
    ),
    ("Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0", "phone", "Firefox on Android"),
    ("Mozilla/5.0 (Android 14; Tablet; rv:127.0) Gecko/127.0 Firefox/127.0", "tablet", "Firefox on Android tablet"),
    (f"Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.0) {WEBKIT} 76.0.3809.146/6.0 TV Safari/537.36", "tv", "Samsung TV"),
    (f"Mozilla/5.0 (Web0S; Linux/SmartTV) {WEBKIT} Chrome/79.0.3945.79 Safari/537.36 WebAppManager", "tv", "LG TV"),
    (f"Mozilla/5.0 (Linux; Android 10; BRAVIA 4K VH2) {WEBKIT} Chrome/102.0.0.0 Safari/537.36", "tv", "Sony TV"),
    (f"Mozilla/5.0 (Linux; Android 12; Android TV Build/STT1) {WEBKIT} Chrome/100.0 Safari/537.36", "tv", "TV"),
    (f"Mozilla/5.0 (Linux; Android 9; AFTMM Build/PS7233) {WEBKIT} Chrome/100.0 Mobile Safari/537.36", "tv", "Fire TV"),
    (f"Mozilla/5.0 (X11; Linux armv7l) {WEBKIT} Chrome/90.0 Safari/537.36 CrKey/1.56.500000", "tv", "Chromecast"),
    ("AppleTV11,1/11.1", "tv", "Apple TV"),
    ("Roku/DVP-12.0 (12.0.0.4184-88)", "tv", "Roku"),
    (f"Mozilla/5.0 (PlayStation; PlayStation 5/6.00) {SAFARI}", "tv", "PlayStation"),
    ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox Series X) AppleWebKit/537.36 Edge/44.18363", "tv", "Xbox"),
    ("HbbTV/1.5.1 (+DRM; Vestel; MB130; 1.0; ;_TV_NT72563_2017;)", "tv", "TV"),
    ("", "laptop", "Laptop"),
    ("curl/8.7.1", "laptop", "Laptop"),
]


@pytest.mark.parametrize(("agent", "kind", "name"), AGENTS)
def test_user_agents_are_told_apart(agent: str, kind: str, name: str) -> None:
    headers = {"User-Agent": agent}

    assert device_kind_of(headers) == kind
    assert device_name_of(headers) == name


@pytest.mark.parametrize(
    ("hints", "kind"),
    [
        ({"Sec-CH-UA-Mobile": "?1", "Sec-CH-UA-Platform": '"Android"'}, DeviceKind.PHONE),
        ({"Sec-CH-UA-Mobile": "?0", "Sec-CH-UA-Platform": '"Android"'}, DeviceKind.TABLET),
        ({"Sec-CH-UA-Mobile": "?0", "Sec-CH-UA-Platform": '"Windows"'}, DeviceKind.LAPTOP),
        ({"Sec-CH-UA-Form-Factors": '"Tablet"', "Sec-CH-UA-Mobile": "?1"}, DeviceKind.TABLET),
        ({"Sec-CH-UA-Form-Factors": '"XR", "Mobile"'}, DeviceKind.PHONE),
        ({"Sec-CH-UA-Form-Factors": '"Desktop"', "Sec-CH-UA-Mobile": "?1"}, DeviceKind.LAPTOP),
        ({"Sec-CH-UA-Form-Factors": '"Watch'}, DeviceKind.LAPTOP),
    ],
)
def test_hints_go_before_the_user_agent(hints: dict[str, str], kind: DeviceKind) -> None:
    assert device_kind_of(hints) == kind


@pytest.mark.parametrize("text", ["\x00", "\ud800", "?" * 20_000, "Macintosh " * 5000, '"' * 5000, "silk" * 4000])
def test_any_header_is_borne_and_quickly(text: str) -> None:
    headers = {"User-Agent": text, "Sec-CH-UA-Form-Factors": text, "Sec-CH-UA-Platform": text, "Sec-CH-UA-Mobile": text}

    assert device_kind_of(headers) in DeviceKind
    assert len(device_name_of(headers)) < 80


def test_browsers_with_hints_are_asked_until_they_answer() -> None:
    assert lacks_hints({"Sec-CH-UA": '"Chromium"'})
    assert not lacks_hints({"Sec-CH-UA": '"Chromium"', "Sec-CH-UA-Form-Factors": '"Desktop"'})
    assert not lacks_hints({"User-Agent": "Firefox"})
