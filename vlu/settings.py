"""All settings, in one file, every outside value read through vlu.env. Defaults are the safe ones."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONCE, SELF

from vlu import env

BASE_DIR = Path(__file__).resolve().parent.parent

# --- who may call, and over what -------------------------------------------------------------------------------------
SECRET_KEY = env.text("SECRET_KEY")
AUDIT_KEY = env.text("AUDIT_KEY", SECRET_KEY)
DEBUG = False
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS")
HTTPS = env.flag("HTTPS", default=True)
DEMONSTRATION = env.flag("DEMONSTRATION", default=False)
PUBLIC_ADDRESS = env.text("PUBLIC_ADDRESS", "http://127.0.0.1:8000")

# --- what it is made of ----------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "axes",
    "crispy_forms",
    "csp",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pgtrigger",
    "rest_framework",
    "accounts",
    "cases",
    "victims",
    "notifications",
    "reports",
    "vlu",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "vlu.middleware.RequestId",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.middleware.OwnPasswordFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "vlu.middleware.DomainErrors",
]
ROOT_URLCONF = "vlu.urls"
WSGI_APPLICATION = "vlu.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["vlu.templatetags.ui", "django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "vlu.context_processors.navigation",
                "vlu.context_processors.background_work",
                "vlu.context_processors.held_messages",
            ],
        },
    }
]

# --- where facts are kept --------------------------------------------------------------------------------------------
DATABASES = {
    "default": {
        **env.database("DATABASE_URL"),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # Compiling a statement costs more than it saves on pages that read some thousands of rows (decision 0010).
        # A killed worker's statement is ended too, or its locks would keep others waiting for as long as it takes.
        "OPTIONS": {"options": "-c jit=off -c client_connection_check_interval=2s"},
    }
}
REDIS_URL = env.text("REDIS_URL")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# --- background work: Celery only wakes things up, nothing is kept in the broker --------------------------------------
CELERY_BROKER_URL = REDIS_URL
# Whoever wakes something up does not wait for a broker that is away: beat wakes it anyway.
CELERY_BROKER_TRANSPORT_OPTIONS = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0}
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/London"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False  # its own log lines would quote the words of errors

# --- signing in ------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "accounts.sign_in.PasswordBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_USERNAME_FORM_FIELD = "username"  # what PasswordBackend takes; Axes would look for "email" and find nobody
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "accounts.views.sign_in.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "accounts.sign_in.address_of"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# --- headers ---------------------------------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = env.flag("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": ["'none'"],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {name: [] for name in ("camera", "geolocation", "microphone", "payment")}
CSRF_FAILURE_VIEW = "vlu.views.session_over"

# --- the interface for other systems ---------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["vlu.api_access.DenyUnlessTheViewSaysWho"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["vlu.api.TextThatCanBeKept"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "vlu.api.errors_as_sentences",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Victim liaison",
    "VERSION": "1",
    "SERVE_PERMISSIONS": ["vlu.api_access.SignedIn"],
    "SERVE_AUTHENTICATION": ["rest_framework.authentication.SessionAuthentication"],
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
}

# --- mail ------------------------------------------------------------------------------------------------------------
vars().update(env.mail("EMAIL_URL", default="consolemail://"))
# The brake: more messages than this from one job or change, for one unit, wait for its manager.
OUTGOING_BATCH_LIMIT = env.number("OUTGOING_BATCH_LIMIT", 50)
EMAIL_TIMEOUT = env.number("EMAIL_TIMEOUT", 10)
DEFAULT_FROM_EMAIL = env.text("FROM_ADDRESS", "victim-liaison@example.org")
STAFF_MAIL_THROUGH = env.one_of("STAFF_MAIL_THROUGH", "smtp", "notify")
NOTIFY_API_KEY = env.text("NOTIFY_API_KEY", "")
NOTIFY_ADDRESS = env.text("NOTIFY_ADDRESS", "https://api.notifications.service.gov.uk")
NOTIFY_TEMPLATES = {
    "notify_email": env.text("NOTIFY_EMAIL_TEMPLATE", ""),
    "text": env.text("NOTIFY_TEXT_TEMPLATE", ""),
    "letter": env.text("NOTIFY_LETTER_TEMPLATE", ""),
}
# Longer than the slowest attempt: every exchange with the mail server, cut off after EMAIL_TIMEOUT each, over a
# connection that was left open and then over a new one. Notify has two seconds for each part of its answer.
OUTBOX_LEASE = timedelta(seconds=18 * EMAIL_TIMEOUT)
# Longer than a provider can take to store a message whose sender has given up waiting (limits.md 8.3).
OUTBOX_QUARANTINE = timedelta(seconds=env.number("OUTBOX_QUARANTINE_SECONDS", 60))
OUTBOX_KEEP_DAYS = env.number("OUTBOX_KEEP_DAYS", 90)

# --- language, time, page assets -------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / ".state" / "static" if HTTPS else None
STATICFILES_DIRS = [BASE_DIR / "static"]
# A trial serves assets straight from the folder; production collects, hashes and compresses them first.
WHITENOISE_USE_FINDERS = not HTTPS
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "vlu.assets.HashedAssets" if HTTPS else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
CRISPY_ALLOWED_TEMPLATE_PACKS = ["govuk"]
CRISPY_TEMPLATE_PACK = "govuk"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "structlog.stdlib.ProcessorFormatter",
            "processors": "ext://vlu.logs.PROCESSORS",
            "foreign_pre_chain": "ext://vlu.logs.BEFORE",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {"notifications_python_client": {"level": "CRITICAL"}},  # it would quote what Notify says of an address
}
