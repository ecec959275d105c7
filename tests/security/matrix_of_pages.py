"""The matrix's rows of pages."""

from tests.security.answers import Row, cells, everybody, managing, signed_in, visitors, watching
from tests.security.matrix import (
    DEVICE,
    GRIM,
    KIM,
    account_page,
    asked,
    form,
    form_of_title,
    page,
    page_of_title,
    public,
    sealed_page,
)

SIGNED_FOR_THE_ADULT = cells("404 404 200 404 404 404 404 404 404")
FORM_OF_VISITORS = Row(
    otherwise=visitors("405", known="home"),
    get=visitors("200", known="home"),
    post=visitors("200", known="home"),
    put=visitors("200", known="home"),
)
STEP_OF_SIGNING_IN = Row(otherwise=visitors("sign-in", known="home"))
OWN_LOOKS = cells("sign-in confirm 200 200 404 404 404 sign-in sign-in")

PAGES: dict[str, Row] = {
    "healthz": public(),
    "readyz": public(),
    # Open where mail is written to files, which tests do not.
    "mailbox": public("404"),
    # What is watched.
    "home": page(),
    "home-rows": page(),
    "why": page("404"),
    "search": page(),
    "begin": asked({"like": "@family_title.pk"}),
    "begin-more": asked({"no": "@family_title.pk"}),
    "begin-learned": page(),
    "something": asked({"shown": "@family_title.pk"}),
    "surprise": asked({"shown": "@family_title.pk"}),
    "films": page(),
    "series": page(),
    "genre": page(values={"slug": "family"}),
    "genre#grim": Row(otherwise=watching("405"), get=watching("200", kid="404"), values={"slug": "horror"}),
    "mood": page(values={"slug": "gentle"}),
    "mood#grim": Row(otherwise=watching("405"), get=watching("200", kid="404"), values={"slug": "grim"}),
    "person": page(values={"slug": "@person.slug"}),
    "person#grim": Row(otherwise=watching("405"), get=watching("200", kid="404"), values={"slug": "@grim_person.slug"}),
    "my-list": page(),
    **{f"title{variant}": row for variant, row in page_of_title().items()},
    **{f"title-why{variant}": row for variant, row in page_of_title().items()},
    **{f"watch{variant}": row for variant, row in page_of_title("on").items()},
    **{f"after{variant}": row for variant, row in page_of_title().items()},
    "watch-episode": page(),
    "watch-episode#grim": page("404", values=GRIM),
    **{f"rate{variant}": row for variant, row in form_of_title({"value": "up"}).items()},
    **{f"list{variant}": row for variant, row in form_of_title({"listed": "1"}).items()},
    **{f"hide{variant}": row for variant, row in form_of_title({"hidden": "1"}).items()},
    **{f"let-go{variant}": row for variant, row in form_of_title({"let_go": "1"}).items()},
    **{f"mark-as-watched{variant}": row for variant, row in form_of_title({}).items()},
    "digest": Row(
        otherwise=watching("405"), get=watching("200"), post=watching("on"), bodies={"post": {"wanted": "1"}}
    ),
    # This small catalogue fills no letter, which the page of the letter says.
    "digest-preview": Row(otherwise=watching("405"), get=watching("on", kid="404")),
    # No sign-in: whoever holds the letter may stop it.
    "digest-stop": Row(otherwise=everybody("405"), get=everybody("404"), post=everybody("404")),
    "taste": page(),
    "taste-adjust": form({"group": "genre", "subject": "family", "wanted": "less"}),
    "taste-adjust#grim": form({"group": "genre", "subject": "horror", "wanted": "more"}, kid="404"),
    "taste-adjust#person": form({"group": "person", "subject": "@person.slug", "wanted": "less"}, kid="404"),
    "taste-row": form({"row": "genre:family", "stopped": "1"}),
    "taste-row#grim": form({"row": "genre:horror", "stopped": "1"}, kid="404"),
    "taste-hours": form({"used": "0"}),
    "taste-afresh": form({"afresh": "1", "sure": "1"}),
    "history": page(),
    "history-remove": Row(
        otherwise=watching("405"),
        get=watching("404"),
        post=watching("on"),
        bodies={"post": {"title": "@family_title.pk"}},
    ),
    "history-exclude": form({"title": "@family_title.pk", "excluded": "1"}),
    "history-exclude#grim": form({"title": "@adult_title.pk", "excluded": "1"}, kid="404"),
    "history-clear": form({"sure": "1"}),
    "artwork": public("404"),
    "artwork#there": public(values={"name": "@artwork_name"}),
    "frame": public("404"),
    "frame#signed": public(values={"signed": "@signed_frame"}),
    "drawn-tile": public("404"),
    "drawn-tile#signed": public(values={"signed": "@signed_drawing"}),
    "video": public("404"),
    "video#signed": Row(otherwise=everybody("405"), get=SIGNED_FOR_THE_ADULT, values={"signed": "@signed_video"}),
    # What a device was given opens by itself: its player sends neither token nor cookie.
    "video#of-a-device": Row(
        otherwise=everybody("405"), get=everybody("200"), values={"signed": "@signed_video_of_the_device"}
    ),
    "caption": public("404"),
    "caption#signed": Row(otherwise=everybody("405"), get=SIGNED_FOR_THE_ADULT, values={"signed": "@signed_caption"}),
    "chapters": public("404"),
    "chapters#signed": Row(otherwise=everybody("405"), get=SIGNED_FOR_THE_ADULT, values={"signed": "@signed_chapters"}),
    "storyboard": public("404"),
    "storyboard#signed": Row(
        otherwise=everybody("405"), get=SIGNED_FOR_THE_ADULT, values={"signed": "@signed_storyboard"}
    ),
    "sheet": public("404"),
    "sheet#signed": Row(otherwise=everybody("405"), get=SIGNED_FOR_THE_ADULT, values={"signed": "@signed_sheet"}),
    # Who is watching.
    "choose-profile": Row(
        otherwise=signed_in("405"),
        get=cells("sign-in 200 200 200 200 on on sign-in sign-in"),
        post=signed_in("home", others="404"),
        bodies={"post": {"profile": "@adult.uid"}},
    ),
    "manage-profiles": account_page(),
    "new-profile": Row(
        otherwise=managing("405"),
        get=managing("200"),
        # An account's first profile is chosen as soon as it is made.
        post=cells("sign-in confirm gate confirm gate on on sign-in sign-in"),
        bodies={"post": {"name": "Bo", "avatar": "lamp", "maturity_ceiling": "18", "language": "en"}},
    ),
    "profile-settings": Row(
        otherwise=signed_in("405"), get=managing("200", others="404"), post=managing("200", others="404")
    ),
    "profile-settings#kim": Row(otherwise=signed_in("405"), get=OWN_LOOKS, post=OWN_LOOKS, values=KIM),
    "delete-profile": Row(
        otherwise=signed_in("405"),
        get=managing("200", others="404"),
        post=managing("gate", others="404"),
        bodies={"post": {"sure": "1"}},
    ),
    "delete-profile#kim": Row(
        otherwise=signed_in("405"),
        get=managing("200", others="404"),
        post=managing("gate", others="404"),
        values=KIM,
        bodies={"post": {"sure": "1"}},
    ),
    "profile-pin": Row(
        otherwise=signed_in("405"), get=signed_in("gate", others="404"), post=signed_in("gate", others="404")
    ),
    "change-pin": Row(otherwise=signed_in("405"), post=managing("on", others="404"), bodies={"post": {"pin": "1234"}}),
    "change-pin#kim": Row(
        otherwise=signed_in("405"), post=managing("gate", others="404"), values=KIM, bodies={"post": {"pin": "1234"}}
    ),
    "unlock-pin": Row(
        otherwise=signed_in("405"), get=signed_in("confirm", others="404"), post=signed_in("confirm", others="404")
    ),
    "devices": account_page(),
    "sign-out-device": Row(otherwise=managing("405"), post=managing("on", others="404"), values=DEVICE),
    "sign-out-others": Row(otherwise=managing("405"), post=managing("on")),
    # The account.
    "account": account_page(),
    "account-closed": public(),
    "close-account": sealed_page(),
    "export-data": sealed_page(),
    "account_change_password": account_page(post="200"),
    "account_set_password": Row(otherwise=managing("on")),
    "account_email": account_page(post="on"),
    "account_login": FORM_OF_VISITORS,
    "account_signup": FORM_OF_VISITORS,
    "account_confirm_login_code": STEP_OF_SIGNING_IN,
    "mfa_authenticate": STEP_OF_SIGNING_IN,
    "mfa_login_webauthn": Row(
        otherwise=visitors("405", known="home"),
        get=visitors("sign-in", known="home"),
        post=visitors("sign-in", known="home"),
        put=visitors("sign-in", known="home"),
    ),
    "account_logout": Row(otherwise=everybody("405"), get=visitors("sign-in", known="200"), post=everybody("sign-in")),
    "account_reauthenticate": Row(
        otherwise=signed_in("405"), get=signed_in("200"), post=signed_in("200"), put=signed_in("200")
    ),
    "account_reset_password": Row(
        otherwise=everybody("405"), get=everybody("200"), post=everybody("200"), put=everybody("200")
    ),
    "account_reset_password_done": public(),
    "account_reset_password_from_key": public(otherwise="200"),
    "account_reset_password_from_key_done": public(),
    "account_confirm_email": Row(otherwise=everybody("405"), get=everybody("200"), post=everybody("404")),
    "account_email_verification_sent": public(),
    "account_inactive": public(),
    "usersessions_list": account_page(post="on"),
    "mfa_index": account_page(),
    "mfa_list_webauthn": account_page(),
    "mfa_activate_totp": sealed_page(),
    "mfa_deactivate_totp": Row(otherwise=managing("404")),
    "mfa_add_webauthn": sealed_page(),
    "mfa_edit_webauthn": sealed_page(),
    "mfa_remove_webauthn": sealed_page(),
    "mfa_generate_recovery_codes": sealed_page(),
    "mfa_view_recovery_codes": account_page("404", post="405"),
    "mfa_download_recovery_codes": Row(otherwise=managing("404")),
    "mfa_reauthenticate": Row(otherwise=signed_in("confirm")),
    "mfa_reauthenticate_webauthn": Row(otherwise=signed_in("confirm")),
}
