"""Django's settings.

What differs between installations comes from the environment:

SAMSTYRING_HOME          the one folder with all data (default: var/ beside the source)
SAMSTYRING_DATABASE_URL  PostgreSQL instead of the SQLite file in that folder
SAMSTYRING_ADDRESS       the address that readers use, such as https://samstyring.example.no
SAMSTYRING_SMTP_URL      smtp://, smtp+tls:// or smtps://user:password@host:port; without it, mail stays in a folder
SAMSTYRING_MAIL_FROM     the sender of all mail
SAMSTYRING_DEBUG         1: Django's debug pages; only on this machine
"""

import os
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import django_stubs_ext
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from samstyring import installation

django_stubs_ext.monkeypatch()

SOURCE = Path(__file__).resolve().parent
BASE_DIR = SOURCE.parents[1]
BUILD_DIR = BASE_DIR / "build"
FONTS_DIR = BUILD_DIR / "fonts"
"""The static Inter faces (TrueType) that PDFs are set in."""

# The installation ----------------------------------------------------------------------------------------------------

HOME = installation.home(BASE_DIR)
SECRET_KEY = installation.secret_key(HOME)
DEBUG = os.environ.get("SAMSTYRING_DEBUG") == "1"

ADDRESS = os.environ.get("SAMSTYRING_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
_address = urlsplit(ADDRESS)
ON_LOOPBACK = _address.hostname in {"127.0.0.1", "localhost", "::1"}
"""True when only this machine can reach the address: the only place where a demo may sign in without a password."""
SECURE = _address.scheme == "https"
if not _address.hostname or not (SECURE or (_address.scheme == "http" and ON_LOOPBACK)):
    raise ImproperlyConfigured(
        f"SAMSTYRING_ADDRESS is {ADDRESS!r}: it must begin with https://, or with http:// on this machine itself"
    )
if DEBUG and not ON_LOOPBACK:
    raise ImproperlyConfigured("SAMSTYRING_DEBUG is for this machine only: unset it, or use a loopback address")

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"] if ON_LOOPBACK else [_address.hostname]
CSRF_TRUSTED_ORIGINS = [f"{_address.scheme}://{_address.netloc}"]

# The house -----------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    # The floors, from the ground up.
    "samstyring.kernel",
    "samstyring.ui",
    "samstyring.parties",
    "samstyring.records",
    "samstyring.charter",
    "samstyring.governance",
    "samstyring.portfolio",
    "samstyring.finance",
    "samstyring.accounts",
    "samstyring.web",
    # What it stands on.
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "samstyring.middleware.permissions_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "samstyring.middleware.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "samstyring.accounts.middleware.actor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "samstyring.urls"
WSGI_APPLICATION = "samstyring.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "NAME": "django",
        "BACKEND": "samstyring.ui.engine.FreeingTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samstyring.ui.context.frame",
            ],
        },
    }
]
FORM_RENDERER = "samstyring.ui.forms.Renderer"

# Data ----------------------------------------------------------------------------------------------------------------

# No ATOMIC_REQUESTS: an act opens its own transaction, and a page that only reads needs none.
DATABASES = {"default": installation.database(HOME)}
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # What was worked out (kernel.keeping), for the server and the worker alike, and across a restart.
    "kept": {
        "BACKEND": "samstyring.kernel.opened.OpenedFiles",
        "LOCATION": HOME / "kept",
        "OPTIONS": {"MAX_ENTRIES": 3_000},
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

MEDIA_ROOT = HOME / "files"
PDF_CACHE = HOME / "pdf"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3_000
DATA_UPLOAD_MAX_NUMBER_FILES = 50
MAX_UPLOAD_BYTES = 50_000_000
"""The largest file that a person may upload."""

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [BUILD_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Language and time ---------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "nn"
LANGUAGES = [("nn", "Nynorsk"), ("nb", "Bokmål"), ("en", "English")]
LOCALE_PATHS = [SOURCE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE: Literal["Lax"] = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
TIME_ZONE = "Europe/Oslo"
USE_TZ = True

# Sign-in -------------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_ADAPTER = "samstyring.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are opened by the secretariat, on an address that it knows
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to an address that somebody has typed and that has no account
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

# Security ------------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Designsystemet's icons are data: images in its style sheet
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
if SECURE:
    # The server listens on this machine only; what answers on the address is a proxy that sets this header.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_ENGINE = "samstyring.accounts.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600

# Mail ----------------------------------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("SAMSTYRING_MAIL_FROM", "samstyring@localhost")
EMAIL_TIMEOUT = 20
EMAIL_FILE_PATH = HOME / "mail"
_smtp = installation.smtp()
if _smtp is None:
    EMAIL_BACKEND = "samstyring.records.outbox.EmailBackend"
else:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _smtp.host
    EMAIL_PORT = _smtp.port
    EMAIL_HOST_USER = _smtp.user
    EMAIL_HOST_PASSWORD = _smtp.password
    EMAIL_USE_TLS = _smtp.starttls
    EMAIL_USE_SSL = _smtp.tls

# What is told to whoever runs it -------------------------------------------------------------------------------------

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "level": "WARNING"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},  # a page that is not there is no news
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
