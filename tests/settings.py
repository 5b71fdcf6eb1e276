"""Settings of the test run: the real ones, with a fast hasher, mail kept in memory and tasks run in place."""

from __future__ import annotations

import os

from vlu.trial.attach import attach_to_embedded_servers

os.environ.setdefault("SECRET_KEY", "a key for the tests only")
os.environ.setdefault("HTTPS", "off")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,127.0.0.1,localhost")
os.environ.setdefault("LOG_LEVEL", "ERROR")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright loops where we ask the database
attach_to_embedded_servers(redis_number=1)  # the embedded default, as for a user; 0 is a running trial's

from vlu.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
AXES_ENABLED = True
WHITENOISE_USE_FINDERS = False  # every test client would list every asset anew; the live server serves them by itself
