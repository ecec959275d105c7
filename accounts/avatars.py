"""The pictures that a profile may have; each is static/img/avatars/<name>.svg."""

AVATARS: dict[str, str] = {
    "lamp": "Lamp",
    "fox": "Fox",
    "whale": "Whale",
    "moon": "Moon",
    "owl": "Owl",
    "robot": "Robot",
    "cactus": "Cactus",
    "comet": "Comet",
    "balloon": "Balloon",
    "rose": "Rose",
    "leaf": "Leaf",
    "door": "Door",
}
DEFAULT_AVATAR = "lamp"


def known_avatar(name: str) -> str:
    """`name` if there is such a picture, else the default: imported profiles may bring any word."""
    return name if name in AVATARS else DEFAULT_AVATAR
