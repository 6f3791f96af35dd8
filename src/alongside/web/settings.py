"""Django's settings, read from the agency folder and a few environment variables.

``ALONGSIDE_AGENCY`` names the agency folder. Without it (type checks, migrations) an empty
in-memory database is used and no page can be served.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf.locale import LANG_INFO

from alongside.agency import Agency, read_agency

HERE = Path(__file__).resolve().parent
_folder = os.environ.get("ALONGSIDE_AGENCY")
ALONGSIDE_AGENCY: Agency | None = read_agency(Path(_folder)) if _folder else None


def _secret_key(agency: Agency | None) -> str:
    """Read the key, or make one that only the owner can read."""
    if agency is None:
        return secrets.token_urlsafe(48)
    path = agency.data / "secret.key"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text()


def _database(agency: Agency | None) -> dict[str, Any]:
    """SQLite in the data folder, or PostgreSQL where the environment names one."""
    variable = agency.file.storage.database_url_env if agency else "ALONGSIDE_DATABASE_URL"
    url = os.environ.get(variable)
    if url:
        parts = urlsplit(url)
        options: dict[str, Any] = {
            name: values[-1] for name, values in parse_qs(parts.query).items()
        }
        host = parts.hostname or options.pop("host", "")
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": host,
            "PORT": str(parts.port or ""),
            "OPTIONS": options,
            "CONN_MAX_AGE": 60,
        }
    name: str | Path = ":memory:"
    if agency is not None:
        agency.data.mkdir(parents=True, exist_ok=True)
        name = agency.data / "alongside.sqlite3"
    # A view is written to the ledger before it is shown, so a commit must survive a power cut:
    # synchronous stays FULL.
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"
    options = {"init_command": pragmas, "transaction_mode": "IMMEDIATE", "timeout": 20}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": options,
        "CONN_MAX_AGE": None,
    }


_demo = ALONGSIDE_AGENCY is not None and ALONGSIDE_AGENCY.file.demo
_plain_http = os.environ.get("ALONGSIDE_PLAIN_HTTP") == "1" or _demo

SECRET_KEY = _secret_key(ALONGSIDE_AGENCY)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("ALONGSIDE_HOSTS", "127.0.0.1,localhost,testserver").split(",")
DATABASES = {"default": _database(ALONGSIDE_AGENCY)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
ROOT_URLCONF = "alongside.web.urls"
WSGI_APPLICATION = "alongside.web.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "alongside.web.frame",
    "alongside.web.accounts",
    "alongside.web.ledger",
    "alongside.web.identity",
    "alongside.web.publishing",
    "alongside.web.people",
    "alongside.web.sources",
    "alongside.web.models",
    "alongside.web.decisions",
    "alongside.web.cases",
    "alongside.web.clocks",
    "alongside.web.facts",
    "alongside.web.referrals",
    "alongside.web.assessments",
    "alongside.web.planning",
    "alongside.web.visits",
    "alongside.web.notes",
    "alongside.web.families",
    "alongside.web.reports",
    "alongside.web.today",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "alongside.web.frame.middleware.SafeAnswers",
    "alongside.web.accounts.middleware.SignInFirst",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "frame" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "alongside.web.frame.context.frame",
            ],
            "builtins": ["alongside.web.frame.templatetags.frame"],
        },
    }
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "alongside.web.accounts.adapter.Adapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip"}  # one account's failures are axes' business
MFA_TOTP_TOLERANCE = 1  # clocks of phones drift by half a minute
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
ALONGSIDE_MFA_REQUIRED = not _demo
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "alongside.web.frame.errors.locked_page"
AXES_VERBOSE = False

# the largest form an agency may write, sent whole: four fields a question, in many rows
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = not _plain_http
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SECURE = not _plain_http
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "alongside.web.frame.errors.csrf_page"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 0 if _plain_http else 31_536_000
X_FRAME_OPTIONS = "DENY"

_languages = ALONGSIDE_AGENCY.file.languages if ALONGSIDE_AGENCY else ("en",)
LANGUAGE_CODE = _languages[0]
LANGUAGES = [(code, LANG_INFO[code]["name_local"]) for code in _languages if code in LANG_INFO]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = ALONGSIDE_AGENCY.file.time_zone if ALONGSIDE_AGENCY else "UTC"

STATIC_URL = "static/"
STATICFILES_DIRS = [HERE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
