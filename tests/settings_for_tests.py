"""The settings of the program, less what only costs time in a test."""

import os

import database_for_tests

# Before the program's settings read the environment: each process of a test run has a database and a folder of its own
database_for_tests.point_at_own_database(os.environ.get("PYTEST_XDIST_WORKER", "main"))

from bridgework.config.settings import *  # noqa: E402, F403
from bridgework.config.settings import STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "default": STORAGES["default"] | {"OPTIONS": STORAGES["default"]["OPTIONS"] | {"durable": False}},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
