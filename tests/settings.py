"""Settings for tests: the real ones, on a data folder that is thrown away, with quick passwords."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_home = Path(tempfile.mkdtemp(prefix="samstyring-test-"))
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["SAMSTYRING_HOME"] = str(_home)
os.environ["SAMSTYRING_ADDRESS"] = "http://localhost"
os.environ.pop("SAMSTYRING_SMTP_URL", None)

from samstyring.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
CACHES["kept"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "kept"}  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Copies are thrown away: nothing needs to survive a power cut.
for _database in DATABASES.values():  # noqa: F405
    if "init_command" in _database.get("OPTIONS", {}):
        _database["OPTIONS"]["init_command"] += "; PRAGMA synchronous = OFF"
