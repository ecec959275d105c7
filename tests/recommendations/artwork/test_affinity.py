"""What a viewer responds to in pictures: what is in the pictures of what was valued, less what every picture has."""

from recommendations.artwork.affinity import label_affinity
from recommendations.artwork.library import Candidate, Label, Library
from recommendations.contracts import Taste
from tests.factories.rankings import some_catalogue

LIGHTHOUSE, FACE = ("object", "lighthouse"), ("object", "face")


def library(*pictures: set[Label]) -> Library:
    """One picture for each title from 100 on."""
    candidates = {
        100 + place: [Candidate(artwork_id=place + 1, labels=dict.fromkeys(labels, 1.0))]
        for place, labels in enumerate(pictures)
    }
    return Library(version=1, candidates=candidates, pictures={}, billboards={}, posters={})


def affinity(taste: Taste, shelf: Library) -> dict[Label, float]:
    return label_affinity(taste=taste, catalogue=some_catalogue(size=20), library=shelf)


def test_rare_labels_of_what_was_valued_speak_louder_than_common_ones() -> None:
    liked = Taste(epoch=1, strengths={100: 2.0})

    found = affinity(liked, library({LIGHTHOUSE, FACE}, *[{FACE}] * 12))

    assert found[LIGHTHOUSE] > found[FACE] > 0
    assert max(abs(worth) for worth in found.values()) == 1


def test_labels_are_counted_anew_for_another_library() -> None:
    liked = Taste(epoch=1, strengths={100: 2.0})
    many = affinity(liked, library({LIGHTHOUSE, FACE}, *[{FACE}] * 12))

    few = affinity(liked, library({LIGHTHOUSE, FACE}))

    assert few[LIGHTHOUSE] == few[FACE]
    assert many[FACE] / many[LIGHTHOUSE] < 1


def test_disliked_titles_speak_against_what_they_show_and_nothing_known_says_nothing() -> None:
    assert affinity(Taste(epoch=1, strengths={100: -1.5}), library({LIGHTHOUSE}))[LIGHTHOUSE] < 0
    assert affinity(Taste(epoch=0), library({LIGHTHOUSE})) == {}
