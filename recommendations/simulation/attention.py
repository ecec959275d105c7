"""What a visitor sees of a page and what of that is looked at: less and less towards the lower right."""

import numpy as np

from recommendations.simulation.parameters import BY_DEVICE, Parameters
from recommendations.simulation.world import Bools, Floats, Ints


def in_view_chances(parameters: Parameters) -> Floats:
    """(devices, rows, columns): the chance that a place comes into view; the billboard always does."""
    rows, columns = np.arange(parameters.rows), np.arange(parameters.columns)
    further = np.array(parameters.rows_seen)[:, None] ** rows
    beyond = np.maximum(0, columns[None, :] - np.array(parameters.columns_at_once)[:, None] + 1)
    swiped = np.array(parameters.columns_seen)[:, None] ** beyond
    return np.asarray(further[:, :, None] * swiped[:, None, :], dtype=np.float64)


def look_chances(parameters: Parameters) -> Floats:
    """(rows, columns): the chance that a tile in view is looked at."""
    rows, columns = np.arange(parameters.rows), np.arange(parameters.columns)
    return np.exp(-parameters.attention_rows * rows[:, None] - parameters.attention_columns * columns[None, :])


def attention_curve(parameters: Parameters) -> Floats:
    """(devices, rows, columns): the chance that a place is looked at; the truth to recover."""
    return in_view_chances(parameters) * look_chances(parameters)[None, :, :]


def look(
    *, filled: Bools, device: Ints, parameters: Parameters, random: np.random.Generator
) -> tuple[Bools, Bools, Ints]:
    """(in view, looked at, rows scrolled to) of pages whose slots are `filled` (A, 1 + R C), billboard first."""
    visitors, rows, columns = len(device), parameters.rows, parameters.columns
    assert len(parameters.rows_seen) == len(BY_DEVICE)  # noqa: S101  # One number for each kind of screen.
    further = np.log(np.array(parameters.rows_seen))[device]
    reached = np.floor(np.log(1.0 - random.random(visitors)) / further).astype(np.int64)
    swipe = np.log(np.array(parameters.columns_seen))[device, None]
    swiped = np.floor(np.log(1.0 - random.random((visitors, rows))) / swipe).astype(np.int64)
    width = np.array(parameters.columns_at_once)[device, None] + swiped
    shown = (np.arange(rows) <= reached[:, None])[:, :, None] & (np.arange(columns) < width[:, :, None])
    everything = np.concatenate([np.ones((visitors, 1), dtype=np.bool_), shown.reshape(visitors, -1)], axis=1)
    chance = np.concatenate([[parameters.billboard_attention], look_chances(parameters).ravel()])
    in_view = everything & filled
    looked = in_view & (random.random(in_view.shape) < chance)
    return in_view, looked, np.minimum(reached, rows - 1)
