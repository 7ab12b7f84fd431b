"""Django's settings: one file for every place. What differs between places comes from the environment."""

import os
from urllib.parse import urlsplit

from django.utils.csp import CSP

from bridgework.config import environment
from bridgework.config.databases import databases

STATE = environment.state_folder()
DEMO = environment.flag("DEMO")
"""The made-up network is loaded, and one click signs in as anybody in it. Set by `bridgework up --demo` only."""
CALENDARS_PRIVATE = environment.flag("CALENDARS_PRIVATE")
"""Whether calendars of practices may be read from the own network, and without TLS."""

# Where people reach it
URL = environment.text("URL", "http://localhost:8000").rstrip("/")
"""The address people use, as it is written into messages. With https, cookies and browsers are bound to it."""
BEHIND_TLS = URL.startswith("https://")
ALLOWED_HOSTS = list(
    dict.fromkeys([urlsplit(URL).hostname or "localhost", "localhost", "127.0.0.1", "[::1]", *environment.text("HOSTS").split()])
)
CSRF_TRUSTED_ORIGINS = [URL]
ROOT_URLCONF = "bridgework.config.urls"
WSGI_APPLICATION = "bridgework.config.wsgi.application"
SECRET_KEY = environment.secret_key()
DEBUG = False

INSTALLED_APPS = [
    "bridgework.records",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # the list of passkeys is written with it
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "bridgework.config.observed.ObservedMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # Django masks the CSRF token anew in every answer, so compression gives nothing away
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "bridgework.config.idle.IdleMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "bridgework.web.shared.readable.ReadableMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "bridgework.web.shared.viewing.ViewerMiddleware",
    "bridgework.web.shared.refusing.RefusalMiddleware",
]
WEB = environment.PACKAGE / "web"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            WEB / "shared" / "templates",
            WEB / "desk" / "templates",
            WEB / "patient" / "templates",
            WEB / "guest" / "templates",
            WEB / "public" / "templates",
        ],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["bridgework.web.shared.display"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bridgework.web.desk.frame.frame",
            ],
        },
    },
]
FORM_RENDERER = "bridgework.web.shared.form_look.FormLook"

# Database, sessions and what is shared between processes
DATABASES = databases(
    os.environ.get("DATABASE_URL", ""), os.environ.get("DATABASE_OWNER_URL", ""), pool_size=environment.number("DATABASE_POOL", 6)
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # A table rather than memory: the counts behind the sign-in limits outlive a restart and hold for every web process.
    # Of more entries a third is thrown away, counts that stand included: with Django's 300 a few hundred strangers would wipe out the limits.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "bridgework_cache",
        "KEY_PREFIX": "1",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Accounts
AUTH_USER_MODEL = "records.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("name", "email")}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "bridgework.config.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator makes accounts; nobody signs up
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
# Whoever sits down at a computer that was left open must not add an address of their own, to which a new password is then sent
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False  # practices have shared computers: closing the browser signs out
# How many proxies of ours stand in front: the sign-in limits count visitors by their address, and see only the nearest otherwise
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("PROXIES", 0)
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "change_password": "5/m/user",
    "reset_password": "20/m/ip,5/m/key,8/h/key",  # to any mailbox, with an account or without
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Bridgework"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_TLS

# Sessions end after a while without a person doing something, see config/idle.py
SESSION_COOKIE_AGE = environment.number("IDLE_MINUTES", 30) * 60
SESSION_COOKIE_NAME = "bridgework"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "bridgework_csrf"
LANGUAGE_COOKIE_SAMESITE = "Lax"

# What a browser may do with our pages
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "blob:", "data:"],
    "worker-src": [CSP.SELF, "blob:"],
    "object-src": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Words and times
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [WEB / "locale"]
LANGUAGE_COOKIE_NAME = "bridgework_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Styles and scripts: built by npm into frontend/dist, given names with their hash, compressed once
STATIC_URL = "/static/"
STATIC_ROOT = STATE / "static"
STATICFILES_DIRS = [folder for folder in [environment.CHECKOUT / "frontend" / "dist"] if folder.is_dir()]
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
BUCKET = environment.text("S3_BUCKET")
STORAGES = {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    "default": (
        {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": BUCKET,
                "endpoint_url": environment.text("S3_ENDPOINT") or None,
                "region_name": environment.text("S3_REGION") or None,
                "access_key": environment.text("S3_ACCESS_KEY") or None,
                "secret_key": environment.text("S3_SECRET_KEY") or None,
                "default_acl": "private",
                "file_overwrite": True,
            },
        }
        if BUCKET
        else {
            "BACKEND": "bridgework.records.whole_files.WholeFileStorage",
            "OPTIONS": {"location": STATE / "files", "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
        }
    ),
}

# The ways out: e-mail over SMTP or a mail service, SMS over the Twilio-compatible HTTP API
MAIL_SERVICE = environment.text("MAIL_SERVICE")
"""A service that anymail speaks to, by its name in `connections.email.receive`; empty: SMTP."""
MAIL_REPORTS = environment.text("MAIL_REPORTS")
"""`name:password` that the service shows when it reports; empty: nobody's report is believed."""
ANYMAIL = environment.mail_service(MAIL_SERVICE, environment.text("MAIL_OPTIONS")) | {
    "WEBHOOK_SECRET": MAIL_REPORTS,
    "REQUESTS_TIMEOUT": 20,
}
MAILERS = {
    "default": {"BACKEND": f"anymail.backends.{MAIL_SERVICE}.EmailBackend", "OPTIONS": {}}
    if MAIL_SERVICE
    else {
        "BACKEND": "bridgework.connections.email.smtp.SmtpBackend",
        "OPTIONS": environment.mail_server(environment.text("SMTP_URL", "smtp://localhost:25")),
    },
}
MAILBOX = environment.text("MAILBOX")
"""`imaps://user:password@host/folder` of the address that our mail comes from: what comes back and what people answer; empty: not read."""
MAIL_REPLIES = environment.text("MAIL_REPLIES")
"""The address whose mailbox is read, where it takes what is written to `name+anything@`: each e-mail to a patient is then answered to an address
of its own. Empty: answers come to the address that our mail comes from."""
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.text("MAIL_FROM", f"bridgework@{urlsplit(URL).hostname}")
SMS_URL = environment.text("SMS_URL")
"""Address of the Twilio-compatible API; empty: no SMS can be sent."""
SMS_ACCOUNT = environment.text("SMS_ACCOUNT")
SMS_TOKEN = environment.text("SMS_TOKEN")
SMS_FROM = environment.text("SMS_FROM")
STRANGERS_DESK = environment.text("STRANGERS_DESK")
"""Short name of the practice whose desk reads what numbers write that nobody here has, at the number that several practices share."""
SMS_SERVICE_ANSWERS = environment.text("SMS_SERVICE_ANSWERS", "1") == "1"
"""Whether the service answers STOP, START and HELP by itself, as Twilio does unless it is told not to: then that is the one answer."""

MAILBOX_URL = environment.text("MAILBOX_URL") if DEMO else ""
"""The demo's mailbox-and-phone page: what everybody would have received."""

# Watching it
METRICS_TOKEN = environment.text("METRICS_TOKEN")
"""Who asks for /metrics from elsewhere than this machine must show it as a bearer token."""
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "bridgework.config.logs.JsonFormatter"}},
    "handlers": {"standard error": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["standard error"], "level": environment.text("LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        # "Not Found: /the/path" and the like: our own line per request says it without the path
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
        "procrastinate": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
    },
}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
"""The worker imports `bridgework.jobs` itself; nobody else needs it in memory."""
