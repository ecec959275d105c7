"""The only settings module; what differs between machines comes from the environment (see .env.example)."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from config.addresses import database_settings, redis_address
from config.celery_settings import celery_settings
from config.csp import CONTENT_SECURITY_POLICY
from config.logs import logs_at
from config.mail_settings import mail_settings
from config.remembered import remembered
from config.sign_in import sign_in_settings

__all__ = ["CONTENT_SECURITY_POLICY"]  # Read by django-csp from here.

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

DATA_DIR = Path(env.str("MARQUEE_DATA_DIR", default=str(BASE_DIR / ".data")))
_REMEMBERED = remembered(DATA_DIR)

# --- Security -----------------------------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default=_REMEMBERED.get("secret_key", ""))
if not SECRET_KEY:
    if env.bool("MARQUEE_PRODUCTION", default=False):
        raise ImproperlyConfigured("Set SECRET_KEY to 50 or more random characters.")
    SECRET_KEY = "only-for-commands-that-serve-nobody-" + "0" * 32
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
HTTPS = env.bool("HTTPS", default=False)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]  # Asked from inside, where there is no TLS.
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# Cookies know no ports: two checkouts side by side on one host must not sign one another out.
_COOKIE_SUFFIX = env.str("COOKIE_SUFFIX", default="")
SESSION_COOKIE_NAME = ("__Host-" if HTTPS else "") + "marquee_session" + _COOKIE_SUFFIX
CSRF_COOKIE_NAME = ("__Host-" if HTTPS else "") + "marquee_csrf" + _COOKIE_SUFFIX
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"

# --- Applications -------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "config.apps.MarqueeAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_celery_beat",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "knox",
    "rest_framework",
    "config",
    "catalog",
    "accounts",
    "recommendations",
    # Last, so that `manage.py import` is ours.
    "import_export",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Before WhiteNoise, which answers for static files itself.
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.guard.GuardMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "accounts.middleware.ProfileMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {
                "accounts": "accounts.page_tags",
                "digest": "recommendations.web.digest_tags",
                "tiles": "recommendations.web.tile_tags",
            },
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.mailbox.where_mail_arrives",
            ],
        },
    },
]

# --- Data ---------------------------------------------------------------------------------------------------------

NO_DATABASE = "postgres://marquee@127.0.0.1:1/marquee"
_DATABASE_URL = env.str("DATABASE_URL", default="") or _REMEMBERED.get("database_url", NO_DATABASE)
_OPTIONS = {
    "connect_timeout": 3,
    "tcp_user_timeout": 5000,
    "keepalives_idle": 10,
    "prepare_threshold": 5 if env.bool("PREPARED_STATEMENTS", default=True) else None,
    "options": f"-c statement_timeout={env.int('STATEMENT_TIMEOUT_MS', default=5000)}"
    " -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000"
    # Prepared statements are planned once for all their parameters: planning a taste takes twice as long as answering.
    " -c plan_cache_mode=force_generic_plan",
}
# Without the check, every persistent connection fails once after a restart of PostgreSQL.
_KEPT = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DATABASES = {"default": _KEPT | database_settings(_DATABASE_URL, options=_OPTIONS)}

REDIS_URL = env.str("REDIS_URL", default="") or _REMEMBERED.get("redis_url", "redis://127.0.0.1:1")
CACHES = {
    "default": {
        "BACKEND": "config.forgiving_cache.ForgivingRedisCache",
        "LOCATION": redis_address(REDIS_URL, for_cache=True),
        "OPTIONS": {"socket_timeout": 0.5, "socket_connect_timeout": 0.5},
        "KEY_PREFIX": "marquee",
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "media/"
WHITENOISE_USE_FINDERS = not env.bool("HASHED_STATIC", default=True)
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(DATA_DIR / "media")))
X_ACCEL_LOCATION = env.str("X_ACCEL_LOCATION", default="")
MODEL_STORE = Path(env.str("MODEL_STORE", default=str(DATA_DIR / "models")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "config.static_storage.HashedModulesStorage"
        if env.bool("HASHED_STATIC", default=True)
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

# --- Celery -------------------------------------------------------------------------------------------------------

vars().update(celery_settings(broker=redis_address(REDIS_URL, for_cache=False)))
# --- Accounts -----------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_EMAIL_VERIFICATION: str
EMAIL_FILE_PATH: Path
MAILBOX: bool
SITE_ADDRESS: str
vars().update(mail_settings(env, data_dir=DATA_DIR))
vars().update(sign_in_settings(https=HTTPS, proxies=int(env.bool("BEHIND_PROXY", default=False))))

# --- API ----------------------------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.api.authentication.DeviceTokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.access.HasProfile"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "URL_FORMAT_OVERRIDE": None,  # `?format=` asks for films or series, not for a renderer.
    "DEFAULT_PARSER_CLASSES": ["config.strict_json.StrictJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_THROTTLE_RATES": {"sign_in": "20/min", "search": "240/min"},
    "EXCEPTION_HANDLER": "config.api_errors.as_problem",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
REST_KNOX = {"TOKEN_TTL": None, "AUTO_REFRESH": False, "TOKEN_MODEL": "accounts.DeviceToken"}
KNOX_TOKEN_MODEL = "accounts.DeviceToken"  # noqa: S105  # A model, not a password.
# Its only table is replaced by ours; left in place, it would keep tests from emptying the database.
MIGRATION_MODULES = {"knox": None}
SPECTACULAR_SETTINGS = {
    "TITLE": "Marquee",
    "DESCRIPTION": "Home pages, titles, search, events, ratings, list, history and profiles of a streaming site.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {"DeviceKindEnum": "accounts.device_kinds.DeviceKind.choices"},
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "config.api_document.with_problems"],
}

# --- Language, time, logs -----------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

LOGGING = logs_at(env.str("LOG_LEVEL", default="INFO"))
DJANGO_STRUCTLOG_CELERY_ENABLED = True

# --- Marquee ------------------------------------------------------------------------------------------------------

RECOMMENDATIONS: dict[str, object] = env.json("RECOMMENDATIONS", default={})
"""Overrides of the numbers in recommendations/conf.py."""
