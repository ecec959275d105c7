"""Every silhouette is named once, beside its author where the author is known."""

from tools.artwork.credit import credited

PAGE = """# Credits

| author | icons |
|---|---|
| Lorc, lorcblog | anchor, bee |
| contributors to game-icons.net; unnamed | satellite |

After.
"""


def test_icons_without_a_known_author_are_the_contributors() -> None:
    text = credited(PAGE, used={"anchor", "bee", "tram", "violin"})

    assert "| Lorc, lorcblog | anchor, bee |" in text
    assert "| contributors to game-icons.net; unnamed | tram, violin |" in text


def test_what_no_picture_shows_any_more_is_not_named() -> None:
    text = credited(PAGE, used={"bee", "satellite"})

    assert "| Lorc, lorcblog | bee |" in text
    assert "anchor" not in text


def test_crediting_again_changes_nothing() -> None:
    used = {"anchor", "bee", "satellite", "truck"}
    once = credited(PAGE, used=used)

    assert credited(once, used=used) == once
    assert once.startswith("# Credits")
    assert once.endswith("After.\n")
