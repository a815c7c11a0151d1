"""Which language a browser is spoken to in: a cookie, set when a reader chooses one and when a person signs in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from samstyring.ui.context import languages


def has_chosen(request: HttpRequest) -> bool:
    """Tell whether the reader has chosen a language in this browser."""
    return request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) in languages()


def remember(response: HttpResponse, language: str) -> HttpResponse:
    """Speak a language to this browser from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )
    return response
