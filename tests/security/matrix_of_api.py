"""The matrix's rows of the API."""

from tests.security.answers import Row, acting, administering, cells, everybody
from tests.security.matrix import BATCH, DEVICE, KIM, SIGN_IN, document, resource, resource_of_title

SIGNED_IN_NOWHERE_ELSE = administering("405", unmanaged="405")
SEEN_BY_THE_HOUSEHOLD = administering("200", unmanaged="200", others="404")


def wish(values: dict[str, str], *, kid: str = "") -> Row:
    """How much of a genre, mood or person is asked for."""
    return Row(otherwise=acting("405"), put=acting("204", kid=kid), values=values, bodies={"put": {"wanted": "less"}})


API: dict[str, Row] = {
    "openapi": document(),
    "api-docs": document(),
    "api-session": Row(
        otherwise=SIGNED_IN_NOWHERE_ELSE,
        get=administering("200", unmanaged="200"),
        post=everybody("201"),
        delete=administering("204", unmanaged="204"),
        bodies={"post": SIGN_IN},
    ),
    "api-chosen-profile": Row(
        otherwise=SIGNED_IN_NOWHERE_ELSE, put=SEEN_BY_THE_HOUSEHOLD, bodies={"put": {"profile": "@adult.uid"}}
    ),
    "api-profiles": Row(
        otherwise=SIGNED_IN_NOWHERE_ELSE,
        get=administering("200", unmanaged="200"),
        post=administering("201"),
        bodies={"post": {"name": "Bo"}},
    ),
    "api-profile": Row(
        otherwise=SIGNED_IN_NOWHERE_ELSE,
        get=SEEN_BY_THE_HOUSEHOLD,
        patch=administering("200", others="404"),
        delete=administering("204", others="404"),
        bodies={"patch": {"maturity_ceiling": 13}},
    ),
    "api-profile#kim": Row(
        otherwise=SIGNED_IN_NOWHERE_ELSE,
        get=SEEN_BY_THE_HOUSEHOLD,
        patch=administering("200", others="404"),
        delete=administering("204", others="404"),
        values=KIM,
        bodies={"patch": {"is_kids": False, "maturity_ceiling": 18}},
    ),
    "api-profile#kims-looks": Row(
        otherwise=SIGNED_IN_NOWHERE_ELSE,
        get=SEEN_BY_THE_HOUSEHOLD,
        patch=cells("401 403 200 200 404 404 404 200 401"),
        delete=administering("204", others="404"),
        values=KIM,
        bodies={"patch": {"name": "Kimmy"}},
    ),
    "api-devices": Row(otherwise=SIGNED_IN_NOWHERE_ELSE, get=administering("200")),
    "api-device": Row(otherwise=SIGNED_IN_NOWHERE_ELSE, delete=administering("204", others="404"), values=DEVICE),
    "api-home": resource(get="200"),
    "api-search": resource(get="400"),
    "api-first-titles": Row(
        otherwise=acting("405"), get=acting("200"), post=acting("200"), bodies={"post": {"liked": ["@adult_title.pk"]}}
    ),
    "api-something": resource(get="200"),
    "api-surprise": resource(get="200"),
    "api-titles": resource(get="200"),
    "api-genres": resource(get="200"),
    "api-moods": resource(get="200"),
    "api-countries": resource(get="200"),
    "api-languages": resource(get="200"),
    "api-people": resource(get="200"),
    "api-person": Row(otherwise=acting("405"), get=acting("200"), values={"slug": "@person.slug"}),
    "api-person#grim": Row(otherwise=acting("405"), get=acting("200", kid="404"), values={"slug": "@grim_person.slug"}),
    "api-events": Row(otherwise=acting("405"), post=acting("202"), bodies={"post": BATCH}),
    "api-ratings": resource(get="200"),
    "api-my-list": resource(get="200"),
    "api-taste": resource(get="200"),
    "api-taste-genre": wish({"slug": "family"}),
    "api-taste-genre#grim": wish({"slug": "horror"}, kid="404"),
    "api-taste-mood": wish({"slug": "gentle"}),
    "api-taste-mood#grim": wish({"slug": "grim"}, kid="404"),
    "api-taste-person": wish({"slug": "@person.slug"}, kid="404"),
    "api-taste-row": Row(otherwise=acting("405"), put=acting("204"), delete=acting("204")),
    "api-taste-row#grim": Row(
        otherwise=acting("405"),
        put=acting("204", kid="404"),
        delete=acting("204", kid="404"),
        values={"row": "genre:horror"},
    ),
    "api-taste-moments": Row(otherwise=acting("405"), put=acting("204"), bodies={"put": {"used": False}}),
    "api-taste-afresh": resource(put="204", delete="204"),
    "api-history": resource(get="200", delete="204"),
    "api-continue-watching": resource(get="200"),
    **{f"api-title{variant}": row for variant, row in resource_of_title(by="slug", get="200").items()},
    "api-episode": Row(otherwise=acting("405"), get=acting("200")),
    "api-episode#of-a-film": Row(otherwise=acting("405"), get=acting("404"), values={"slug": "@adult_title.slug"}),
    **{f"api-after{variant}": row for variant, row in resource_of_title(by="slug", get="200").items()},
    **{f"api-similar{variant}": row for variant, row in resource_of_title(by="slug", get="200").items()},
    **{
        f"api-rating{variant}": row
        for variant, row in resource_of_title({"put": {"rating": "up"}}, get="200", put="200", delete="204").items()
    },
    **{f"api-hidden{variant}": row for variant, row in resource_of_title(put="204", delete="204").items()},
    **{f"api-listed{variant}": row for variant, row in resource_of_title(put="204", delete="204").items()},
    **{f"api-progress{variant}": row for variant, row in resource_of_title(get="200").items()},
    **{f"api-continue-watching-title{variant}": row for variant, row in resource_of_title(delete="204").items()},
    **{
        f"api-history-of-title{variant}": row
        for variant, row in resource_of_title({"patch": {"excluded": True}}, patch="204", delete="404").items()
    },
}
