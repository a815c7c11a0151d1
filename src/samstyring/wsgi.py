"""The door for a web server (WSGI)."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samstyring.settings")

application = get_wsgi_application()

# All pages are loaded now, and what is loaded stays until the end: were it looked through for garbage again and again,
# every tenth page or so would wait a tenth of a second for that.
get_resolver().reverse_dict  # noqa: B018  # loads the addresses, and with them the views
gc.collect()
gc.freeze()
# What a page makes is looked through once or twice, not a hundred times: 7% of the time of each page, and its worst ones.
gc.set_threshold(20_000, 20, 20)
