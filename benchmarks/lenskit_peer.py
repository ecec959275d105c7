"""LensKit's implicit ALS on one set of likes, for ranking_methods.py: it wants a Python of its own (3.12 or later).

    <python with lenskit> benchmarks/lenskit_peer.py FOLDER '{"embedding_size": 50, ...}'

Reads likes.npz (codes of viewers and titles), writes scores.npy (viewers x titles; what was never liked comes last).
"""

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from lenskit.als import ImplicitMFScorer
from lenskit.data import from_interactions_df
from lenskit.training import TrainingOptions


def main(folder: Path, config: dict) -> None:
    likes = np.load(folder / "likes.npz")
    frame = pd.DataFrame({"user_id": likes["viewer"], "item_id": likes["title"]})
    scorer = ImplicitMFScorer(**config)
    scorer.train(from_interactions_df(frame), TrainingOptions(rng=1))
    found = np.asarray(scorer.user_embeddings) @ np.asarray(scorer.item_embeddings).T
    scores = np.full((int(likes["viewers"]), int(likes["titles"])), found.min() - 1.0, dtype=np.float32)
    scores[np.ix_(np.asarray(scorer.users.ids()), np.asarray(scorer.items.ids()))] = found
    np.save(folder / "scores.npy", scores)


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.loads(sys.argv[2]))
