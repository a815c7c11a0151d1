"""What is done with every request, whichever page it asks for."""

from collections.abc import Callable
from contextlib import nullcontext

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from samstyring.kernel import reading
from samstyring.ui.context import languages

Handler = Callable[[HttpRequest], HttpResponse]


def chosen_language(get_response: Handler) -> Handler:
    """Speak the language that the reader has chosen among the co-operation's, and its first one until then.

    The browser's own wish is not asked: most are set to Bokmål or English by whoever installed them, and a public body
    that writes Nynorsk would then show it to almost nobody.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        with reading.once() if request.method in ("GET", "HEAD") else nullcontext():
            offered = languages()
            chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
            language = chosen if chosen in offered else offered[0]
            with translation.override(language):
                request.LANGUAGE_CODE = language
                response = get_response(request)
        patch_vary_headers(response, ["Cookie"])
        response.headers.setdefault("Content-Language", language)
        return response

    return handle


def permissions_policy(get_response: Handler) -> Handler:
    """Tell the browser that no page here uses the camera, the microphone or the place where the reader is."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response

    return handle
