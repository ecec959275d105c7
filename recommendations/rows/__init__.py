"""The row types, by name: this tuple is the table of contents. Each is one file, and none knows another."""

from recommendations.rows.base import RowType
from recommendations.rows.because import Because
from recommendations.rows.continue_watching import ContinueWatching
from recommendations.rows.critics import Critics
from recommendations.rows.different import Different
from recommendations.rows.genre import GenreRows
from recommendations.rows.hidden_gems import HiddenGems
from recommendations.rows.households import Households
from recommendations.rows.kids_favourites import KidsFavourites
from recommendations.rows.leaving_soon import LeavingSoon
from recommendations.rows.micro_genre import MicroGenreRows
from recommendations.rows.mood import MoodRows
from recommendations.rows.my_list import MyList
from recommendations.rows.new_arrivals import NewArrivals
from recommendations.rows.person import PersonRows
from recommendations.rows.short import Short
from recommendations.rows.tonight import Tonight
from recommendations.rows.top_picks import TopPicks
from recommendations.rows.top_ten import TopTen
from recommendations.rows.trending import Trending
from recommendations.rows.watch_again import WatchAgain

ROW_TYPES: tuple[RowType, ...] = (
    ContinueWatching(),
    KidsFavourites(),
    MyList(),
    TopPicks(),
    Because(),
    Households(),
    Tonight(),
    Trending(),
    TopTen(),
    NewArrivals(),
    LeavingSoon(),
    MicroGenreRows(),
    GenreRows(),
    MoodRows(),
    PersonRows(),
    Critics(),
    Short(),
    HiddenGems(),
    Different(),
    WatchAgain(),
)

__all__ = ["ROW_TYPES", "RowType"]
