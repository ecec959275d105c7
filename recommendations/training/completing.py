"""What pages need of a model beside its rankings: what to ask newcomers, what countries watch, what is gone on with."""

from dataclasses import replace
from datetime import datetime

from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.scorers import Resumption
from recommendations.training.countries import demand_by_country
from recommendations.training.dataset import Dataset
from recommendations.training.resumption import learn_resumption
from recommendations.training.telling import titles_to_ask


def completed(bundle: Bundle, *, dataset: Dataset, cutoff: datetime) -> Bundle:
    """The bundle with the parts that are not judged by the gate; those with too little to go by stay out."""
    weights = learn_resumption(cutoff=cutoff)
    return replace(
        bundle,
        telling=titles_to_ask(bundle, dataset),
        countries=demand_by_country(bundle.title_ids, everywhere=bundle.popularity.score(), now=cutoff),
        resumption=None if weights is None else Resumption(title_ids=bundle.title_ids, weights=weights),
    )
