"""Every address: each app keeps its own."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

APPS = {
    "governance": "",
    "portfolio": "",
    "finance": "",
    "charter": "",
    "parties": "",
    "records": "",
    "ui": "",
    "accounts": "",
    "web": "",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("samstyring.accounts.password_urls")),
    *(
        path(prefix, include(f"samstyring.{app}.urls"))
        for app, prefix in APPS.items()
        if find_spec(f"samstyring.{app}.urls")
    ),
]

handler400 = "samstyring.ui.too_large.refused"
