"""The door for a web server (WSGI)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samstyring.settings")

application = get_wsgi_application()
