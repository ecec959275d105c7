"""Households and their people: who they are, what they like, when they have time, and what they say of it."""

from dataclasses import dataclass

import numpy as np

from catalog.maturity import KIDS_CEILING, Maturity
from recommendations.contracts.moment import HOURS_OF_DAYPART
from recommendations.simulation.nature import Nature, likings, scaled
from recommendations.simulation.parameters import BY_DEVICE, Parameters
from recommendations.simulation.world import Bools, Floats, Ints, World

NAMES = (
    "Ada", "Aiko", "Bilal", "Bruna", "Cato", "Chiara", "Dalia", "Dimitri", "Elif", "Emeka", "Femi", "Frida",
    "Goncalo", "Greta", "Hana", "Hedda", "Imran", "Ivo", "Jadwiga", "Jamila", "Karim", "Kenji", "Liv", "Lucia",
    "Marko", "Moussa", "Nadia", "Nils", "Olga", "Oumar", "Paulo", "Priya", "Qadira", "Quentin", "Rui", "Ruxandra",
    "Sanna", "Sipho", "Tariq", "Thea", "Una", "Uri", "Viktor", "Vera", "Wanda", "Wim", "Xenia", "Yara", "Yusuf",
    "Zoran",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """B profiles, by household; arrays are parallel."""

    household: Ints
    """Numbered from 0 through the whole simulation."""
    place: Ints
    """Which of its household's profiles, from 0."""
    name: tuple[str, ...]
    is_kids: Bools
    ceiling: Ints
    country: tuple[str, ...]
    joined_at: Floats
    taste: Floats
    """(B, K)"""
    hidden: Floats
    """(B, H)"""
    likes: Floats
    """(B, T): the enjoyment to be expected of each title."""
    persuasion: Floats
    """What one deviation of a picture's nearness to the taste adds; 0 for whom pictures leave cold."""
    outspoken: Floats
    generosity: Floats
    visits_per_day: Floats
    hours: Floats
    """(B, 24), shares."""
    devices: Floats
    """(B, 6, 4): shares by four hours of the day."""
    clock_error: Floats
    """Seconds by which the clocks of their devices are ahead."""
    report_delay: Floats
    """Seconds between what they do and its arrival."""

    def __len__(self) -> int:
        return len(self.household)


def draw_people(
    *, first: int, count: int, world: World, nature: Nature, parameters: Parameters, since: float, until: float,
    random: np.random.Generator,
) -> People:  # fmt: skip
    """The people of `count` households, numbered from `first`."""
    household, place = _members(count, parameters, random)
    size = len(household)
    is_kids, ceiling = _ages(place, parameters, random)
    codes, shares = zip(*parameters.countries, strict=True)
    country = random.choice(len(codes), count, p=np.array(shares) / sum(shares))
    late = random.random(count) < parameters.joined_late
    joined = np.where(late, since + (until - since) * random.random(count), since)
    taste = _tastes(household, ceiling, world, nature, parameters, random)
    hidden = random.normal(size=(size, parameters.hidden))
    moved = random.random(size) < parameters.persuadable
    weekly = parameters.visits_per_week * np.exp(parameters.visits_spread * random.normal(size=size))
    names = random.integers(0, len(NAMES), size)
    return People(
        household=first + household,
        place=place,
        name=tuple(NAMES[which] for which in names.tolist()),
        is_kids=is_kids,
        ceiling=ceiling,
        country=tuple(codes[which] for which in country[household].tolist()),
        joined_at=joined[household],
        taste=taste,
        hidden=hidden,
        likes=likings(taste=taste, hidden=hidden, world=world, nature=nature, parameters=parameters),
        persuasion=np.where(moved, parameters.artwork * random.uniform(0.8, 1.2, size), 0.0),
        outspoken=random.beta(*parameters.outspoken, size=size),
        generosity=parameters.generosity * random.normal(size=size),
        visits_per_day=weekly * np.exp(-(parameters.visits_spread**2) / 2) / 7.0,
        hours=_hours(is_kids, parameters, random),
        devices=_devices(size, parameters, random),
        clock_error=np.round(30.0 * random.standard_t(3, size=size)),
        report_delay=np.round(random.uniform(0.5, 12.0, size), 3),
    )


def _members(count: int, parameters: Parameters, random: np.random.Generator) -> tuple[Ints, Ints]:
    """(household, place in it) of everybody."""
    shares = np.array(parameters.household_sizes)
    sizes = 1 + random.choice(len(shares), count, p=shares / shares.sum())
    household = np.repeat(np.arange(count), sizes)
    return household, np.arange(len(household)) - np.repeat(np.cumsum(sizes) - sizes, sizes)


def _ages(place: Ints, parameters: Parameters, random: np.random.Generator) -> tuple[Bools, Ints]:
    """(is a kids profile, ceiling): the first two of a household are adults."""
    young = np.where(place >= 2, random.random(len(place)), 1.0)
    is_kids = young < parameters.kids_share
    is_teen = ~is_kids & (young < parameters.kids_share + parameters.teen_share)
    kids = random.choice([int(Maturity.SEVEN), int(KIDS_CEILING)], len(place))
    teens = random.choice([int(Maturity.THIRTEEN), int(Maturity.SIXTEEN)], len(place))
    return is_kids, np.where(is_kids, kids, np.where(is_teen, teens, int(Maturity.EIGHTEEN)))


def _tastes(
    household: Ints, ceiling: Ints, world: World, nature: Nature, parameters: Parameters, random: np.random.Generator
) -> Floats:
    """A temperament of one's own, some of the household's, and what is nobody else's."""
    size, width = len(household), world.features.shape[1]
    first = nature.temperaments[_suitable(ceiling, world, nature, random)]
    shared = random.integers(0, len(nature.temperaments), int(household.max()) + 1)
    own = np.zeros((size, width))
    felt, words = world.kinds("genre", "mood"), world.kinds("keyword")
    people, things = world.kinds("person"), world.kinds("object")
    own[:, felt] = random.normal(size=(size, len(felt)))
    own = scaled(own, world, parameters.own_taste)
    own[:, words] = parameters.keyword_taste * random.normal(size=(size, len(words)))
    follows = random.random((size, len(people))) < parameters.person_fans
    own[:, people] = parameters.person_taste * follows * random.normal(0.6, 1.0, (size, len(people)))
    own[:, things] = parameters.object_taste * random.normal(size=(size, len(things)))
    return first + parameters.second_temperament * nature.temperaments[shared[household]] + own


def _suitable(ceiling: Ints, world: World, nature: Nature, random: np.random.Generator) -> Ints:
    """Each one's temperament, by lot; children rarely have one that nothing below their ceiling answers."""
    scores = nature.temperaments @ (world.features - world.features.mean(axis=0)).T
    pull = np.zeros((len(ceiling), len(scores)))
    for step in np.unique(ceiling[ceiling < Maturity.EIGHTEEN]).tolist():
        allowed = world.maturity <= step
        if allowed.any():
            pull[ceiling == step] = 2.0 * scores[:, allowed].mean(axis=1)
    return np.asarray(np.argmax(pull + random.gumbel(size=pull.shape), axis=1), dtype=np.int64)


def _hours(is_kids: Bools, parameters: Parameters, random: np.random.Generator) -> Floats:
    usual = np.where(is_kids[:, None], parameters.kids_hours, parameters.adult_hours)
    own = random.gamma(2.5, size=(len(is_kids), 24 // HOURS_OF_DAYPART)).repeat(HOURS_OF_DAYPART, axis=1)
    hours = usual * own
    return np.asarray(hours / hours.sum(axis=1, keepdims=True), dtype=np.float64)


def _devices(size: int, parameters: Parameters, random: np.random.Generator) -> Floats:
    own = random.gamma(0.9, size=(size, 1, len(BY_DEVICE))) + 0.05
    devices = own * np.array(parameters.devices_by_daypart)[None, :, :]
    return np.asarray(devices / devices.sum(axis=2, keepdims=True), dtype=np.float64)
