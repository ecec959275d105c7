"""The row types, by name: this tuple is the table of contents. Each is one file, and none knows another."""

from recommendations.rows.base import RowType
from recommendations.rows.because import Because
from recommendations.rows.continue_watching import ContinueWatching
from recommendations.rows.genre import GenreRows
from recommendations.rows.hidden_gems import HiddenGems
from recommendations.rows.mood import MoodRows
from recommendations.rows.my_list import MyList
from recommendations.rows.new_arrivals import NewArrivals
from recommendations.rows.person import PersonRows
from recommendations.rows.top_picks import TopPicks
from recommendations.rows.top_ten import TopTen
from recommendations.rows.trending import Trending
from recommendations.rows.watch_again import WatchAgain

ROW_TYPES: tuple[RowType, ...] = (
    ContinueWatching(),
    TopPicks(),
    Because(),
    Trending(),
    TopTen(),
    NewArrivals(),
    MyList(),
    GenreRows(),
    MoodRows(),
    PersonRows(),
    HiddenGems(),
    WatchAgain(),
)

__all__ = ["ROW_TYPES", "RowType"]
