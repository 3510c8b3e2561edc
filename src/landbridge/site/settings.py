"""Settings of the project, read from the environment (``base.environment``; the operator guide lists the variables)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from landbridge.base.environment import Environment, load_dotenv, postgres

ROOT = Path(__file__).resolve().parents[3]
load_dotenv(Path(Environment().text("ENV_FILE", str(ROOT / ".env"))))
env = Environment()

DATA = Path(env.text("DATA", str(ROOT / "var"))).absolute()
DATA.mkdir(parents=True, exist_ok=True)

DEBUG = env.flag("DEBUG")
LANDBRIDGE_DEMO = env.flag("DEMO")
LANDBRIDGE_EMBEDDER = env.text("EMBEDDER", "use")
LANDBRIDGE_URL = env.text("URL", "http://localhost:8000").rstrip("/")
# The country (ISO 3166-1) in which each side lives and keeps its data: between the two runs the border.
LANDBRIDGE_REGIONS = {"host": env.text("HOST_REGION", "KR"), "guest": env.text("GUEST_REGION", "CN")}
SECRET_KEY = env.secret("SECRET_KEY", kept_in=DATA / "secret-key")

# ---- who calls, and through what -----------------------------------------------------------------------------------
_own = urlsplit(LANDBRIDGE_URL)
_https = _own.scheme == "https"
_proxies = env.number("PROXIES", 0)
ALLOWED_HOSTS = [*env.words("HOSTS", "localhost,127.0.0.1,[::1]"), _own.hostname or "localhost"]
CSRF_TRUSTED_ORIGINS = [LANDBRIDGE_URL]
ALLAUTH_TRUSTED_PROXY_COUNT = _proxies
if _proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURE_SSL_REDIRECT = _https
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _https
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
LANGUAGE_COOKIE_AGE = int(timedelta(days=365).total_seconds())
LANGUAGE_COOKIE_NAME = "landbridge_language"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20

# ---- what is installed ---------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "landbridge.site",
    "landbridge.meetings",
    "landbridge.matching",
    "landbridge.programmes",
    "landbridge.agreements",
    "landbridge.directory",
    "landbridge.people",
    "landbridge.base",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "landbridge.site.apps.StaticFiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "rules",
    "django.forms",
]
MIDDLEWARE = [
    "landbridge.base.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "landbridge.base.request_id.RequestId",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "landbridge.people.preferences.Preferences",
    "django.contrib.messages.middleware.MessageMiddleware",
    "landbridge.people.second_step.StaffHaveOne",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "landbridge.site.stale.StaleEdits",
    "landbridge.base.access.ClosedByDefault",
]
CSRF_FAILURE_VIEW = "landbridge.site.views.errors.csrf_failed"
ROOT_URLCONF = "landbridge.site.urls"
WSGI_APPLICATION = "landbridge.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "landbridge.site.context.house",
                "landbridge.site.menu.menu",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DJANGO_HTMX = {"INCLUDE_INDICATOR_STYLES": False}

# ---- where rows are kept: SQLite in the data folder, or PostgreSQL by one variable ---------------------------------
_SQLITE = {
    "ENGINE": "landbridge.base.sqlite",
    "NAME": DATA / "landbridge.sqlite3",
    "OPTIONS": {
        # A transaction that reads and then writes must hold the lock from its start: with WAL alone 94–97 % of
        # such transactions failed at 50 clients, with IMMEDIATE none.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20.0,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000; "
        "PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864",
    },
}
_url = env.text("DATABASE")
DATABASES: dict[str, dict[str, Any]] = {"default": postgres(_url) if _url else _SQLITE}
DATABASES["default"] |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": bool(_url)}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "base_cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# ---- who is who ----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["landbridge.people.sign_in.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("email", "name")}),
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "landbridge.people.sign_in.Adapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "invitation": "20/m/ip",
}

# ---- the second step: codes from an app, recovery codes, passkeys --------------------------------------------------
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ADAPTER = "landbridge.people.sign_in.SecondStep"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# Browsers offer passkeys on https and on localhost; the origin is looked at closely wherever it can be.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _https and _own.hostname in {"localhost", "127.0.0.1"}
MFA_TOTP_ISSUER = "Landbridge"
# Accounts come of an invitation to their address. What allauth takes for "not verified" is a row that it writes when
# anybody opens a made-up link for a new password, and that would keep the owner from adding an app or a passkey.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "landbridge.people.forms.second_step.SecondStepForm",
    "reauthenticate": "landbridge.people.forms.second_step.CodeAgainForm",
    "activate_totp": "landbridge.people.forms.second_step.AppForm",
    "add_webauthn": "landbridge.people.forms.second_step.PasskeyForm",
    "edit_webauthn": "landbridge.people.forms.second_step.PasskeyNameForm",
    "login_webauthn": "landbridge.people.forms.second_step.PasskeySignInForm",
    "authenticate_webauthn": "landbridge.people.forms.second_step.PasskeyStepForm",
    "reauthenticate_webauthn": "landbridge.people.forms.second_step.PasskeyAgainForm",
}
LANDBRIDGE_STAFF_MFA_REQUIRED = env.choice("STAFF_MFA", ("optional", "required")) == "required"

# ---- languages and times -------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ko", _("Korean")), ("zh-hans", _("Simplified Chinese"))]
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = ["landbridge.site.formats"]
TIME_ZONE = "UTC"
USE_TZ = True

# ---- files ---------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "landbridge.site.hashed_files.HashedFiles"
    },
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

# ---- mail: a server, or files in the data folder -------------------------------------------------------------------
EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA / "mail"
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_TLS", default=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", f"Landbridge <no-reply@{_own.hostname or 'localhost'}>")

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "landbridge.base.request_id.RequestIdFilter"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(request_id)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id"]}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
    },
}
