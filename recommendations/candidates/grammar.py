"""The grammar of micro-genres: "Slow-burn space thrillers", "Witty romances by the sea", "Crime dramas from the 1990s".

    heading   = [mood] [subject] genres [tail]        at least two of the four, at most three, no word twice
    mood      = an adjective: the mood's own name
    subject   = a keyword that stands before the noun: space, heist, spy
    genres    = noun | modifier noun                  "dramas", "romantic comedies"
    tail      = a keyword, country, decade or age that stands after it: by the sea, from Norway, for the whole family

What the tables do not know is left out, never guessed: a catalogue with genres of its own has fewer micro-genres.
"""

from collections.abc import Sequence
from functools import lru_cache

NOUNS = {
    "Documentary": "documentaries", "Western": "westerns", "Film noir": "noirs", "Musicals": "musicals",
    "Comedy": "comedies", "Drama": "dramas", "Thriller": "thrillers", "Mystery": "mysteries", "Romance": "romances",
    "Adventure": "adventures", "Fantasy": "fantasies", "Horror": "horror stories", "Science fiction": "science fiction",
    "War": "war stories", "Family": "family stories", "Children": "children's stories", "Animation": "animated stories",
    "Action": "action stories", "Crime": "crime stories", "History": "period pieces", "Sport": "sports stories",
    "Music": "music stories",
}  # fmt: skip
"""Genre to noun, in the order in which they become the head of a pair: of comedy and romance, comedies."""
MODIFIERS = {
    "Comedy": "comic", "Mystery": "mystery", "Romance": "romantic", "Adventure": "adventure", "Fantasy": "fantasy",
    "Horror": "horror", "Science fiction": "science-fiction", "War": "war", "Family": "family",
    "Children": "children's", "Animation": "animated", "Action": "action", "Crime": "crime", "History": "historical",
    "Sport": "sports", "Music": "musical", "Film noir": "noir",
}  # fmt: skip
IRREGULAR = {
    ("Comedy", "Drama"): "comedy dramas", ("Comedy", "Thriller"): "comedy thrillers",
    ("Documentary", "Music"): "music documentaries", ("Documentary", "Family"): "documentaries for families",
    ("Comedy", "Horror"): "comedy horrors", ("Animation", "Family"): "animated family stories",
    ("Comedy", "Documentary"): "comic documentaries", ("Musicals", "Music"): "", ("Children", "Family"): "",
    ("Fantasy", "Science fiction"): "science fantasies", ("Documentary", "History"): "history documentaries",
    ("Documentary", "Drama"): "documentary dramas", ("Action", "Adventure"): "action adventures",
    ("History", "War"): "historical war stories", ("Comedy", "Musicals"): "comic musicals",
}  # fmt: skip
"""Pairs, by name in the order of the alphabet, that the rule would say badly; empty where nothing would be said."""
SAYS_THE_SAME = frozenset(
    {
        ("Suspenseful", "Thriller"), ("Tense", "Thriller"), ("Suspenseful", "Mystery"), ("Eerie", "Horror"),
        ("Dark", "Film noir"), ("Dark", "Horror"), ("Playful", "Children"), ("Epic", "War"), ("Nostalgic", "History"),
        ("Wild", "Documentary"), ("Mind-bending", "Documentary"), ("Dreamlike", "Documentary"), ("Witty", "Horror"),
        ("Cosy", "Horror"), ("Cosy", "War"), ("Uplifting", "Horror"), ("Warm", "Horror"), ("Playful", "War"),
    }
)  # fmt: skip
"""A mood that its genre implies, or that reads as a slip beside it."""
SUBJECTS = {
    "space": "space", "heist": "heist", "spies": "spy", "detective": "detective", "robot": "robot", "pirates": "pirate",
    "ghosts": "ghost", "vampires": "vampire", "zombies": "zombie", "superhero": "superhero",
}  # fmt: skip
TAILS = {
    "sea": "by the sea", "city": "in the city", "desert": "in the desert", "mountains": "in the mountains",
    "small-town": "in a small town", "village": "in a village", "island": "on an island", "forest": "in the forest",
    "winter": "in winter", "summer": "in summer", "night": "after dark", "river": "by the river", "train": "on a train",
    "lighthouse": "by a lighthouse", "school": "at school", "prison": "in prison", "restaurant": "in a restaurant",
    "second-chances": "about second chances", "rivals": "about rivals", "fathers": "about fathers",
    "mothers": "about mothers", "siblings": "about siblings", "sisters": "about sisters", "grief": "about grief",
    "friendship": "about friendship", "friends": "about friends", "strangers": "about strangers",
    "neighbours": "about neighbours", "family-secrets": "about family secrets", "found-family": "about found families",
    "memory": "about memory", "kindness": "about kindness", "animals": "about animals", "cooking": "about cooking",
    "letters": "about letters", "contest": "about a contest", "magic": "with magic", "folklore": "from folklore",
    "cold-war": "of the Cold War", "border": "at the border", "night-shift": "on the night shift",
    "revenge": "of revenge", "codes": "about codes", "archive": "from the archive", "wedding": "about a wedding",
    "ship": "aboard a ship", "war": "about war", "heist": "about a heist", "ghosts": "with ghosts",
}  # fmt: skip
FOR_ALL_AGES = "for the whole family"
WITH_ARTICLE = frozenset(
    {"United Kingdom", "United States", "Netherlands", "Philippines", "United Arab Emirates", "Bahamas", "Comoros",
     "Gambia", "Maldives", "Seychelles"}
)  # fmt: skip
"""And whatever is called islands or a republic."""
SMALL_WORDS = frozenset({"a", "an", "the", "of", "in", "on", "at", "by", "for", "from", "with", "about"})


def noun_of(genres: Sequence[str]) -> str:
    """The noun of one genre or of a pair of them; empty where there is no good one."""
    known = [genre for genre in NOUNS if genre in genres]
    if len(known) != len(set(genres)) or len(known) not in {1, 2}:
        return ""
    if len(known) == 1:
        return NOUNS[known[0]]
    pair = tuple(sorted(known))
    if pair in IRREGULAR:
        return IRREGULAR[pair]
    head, other = known
    return f"{MODIFIERS[other]} {NOUNS[head]}" if other in MODIFIERS else ""


def with_article(country: str) -> str:
    """The country as it stands after "in" and "from": the Netherlands, but Norway."""
    takes_one = country in WITH_ARTICLE or country.endswith((" Islands", " Republic"))
    return f"the {country}" if takes_one else country


def tail_of_country(name: str) -> str:
    return f"from {with_article(name)}"


def tail_of_decade(year: int) -> str:
    return f"from the {year // 10 * 10}s"


def phrase(*, genres: Sequence[str], mood: str = "", subject: str = "", tail: str = "") -> str:
    """The heading of a micro-genre, or an empty string where these parts do not make a good one."""
    # Most of what a catalogue could be asked for has too many facts: it is turned down before anything is spelled.
    facts = len(genres) + bool(mood) + bool(subject) + bool(tail)
    if not 2 <= facts <= 3 or any((mood, genre) in SAYS_THE_SAME for genre in genres):
        return ""
    noun = noun_of(genres)
    if not noun:
        return ""
    parts = [part for part in (mood, subject, noun, tail) if part]
    words = [stem for part in parts for stem in _stems(part)]
    if len(set(words)) != len(words):
        return ""
    text = " ".join([mood.lower() if mood else "", *parts[1 if mood else 0 :]]).strip()
    return text[0].upper() + text[1:]


@lru_cache(maxsize=4096)
def _stems(part: str) -> tuple[str, ...]:
    """Words by what they have in common with others of their family: musical and musicals, families and family."""
    words = part.lower().replace("-", " ").replace("'s", "").split()
    return tuple(
        word.removesuffix("ies").removesuffix("s").removesuffix("y")[:6] for word in words if word not in SMALL_WORDS
    )
