"""What the public reads besides the register: the feed, and the public copy of minutes."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views import View

from samstyring.charter.queries import cooperation
from samstyring.records.downloads import attachment_response
from samstyring.records.queries import stored_path
from samstyring.ui.views import ActorMixin

from ..queries import decisions as decisions_queries
from ..queries import public as queries


def feed(request: HttpRequest) -> HttpResponse:
    """Return the decisions released last as an Atom feed. No sign-in; only what is released."""
    name = cooperation().name
    link = request.build_absolute_uri(reverse("governance:decisions"))
    made = Atom1Feed(
        title=_("Decisions of %(name)s") % {"name": name},
        link=link,
        description="",
        language=cooperation().language,
        feed_url=request.build_absolute_uri(),
        author_name=name,
    )
    for decision in queries.newest():
        made.add_item(
            title=f"{decision.label} {decision.title}",
            link=request.build_absolute_uri(decisions_queries.address_of_decision(decision)),
            description=f"{queries.summary_of(decision)}\n\n{decision.text}",
            unique_id=f"urn:uuid:{decision.pk}",
            pubdate=decision.release.released_at,
            updateddate=decision.release.released_at,
            categories=[decision.body.name],
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


class MinutesFileView(ActorMixin, View):
    """The public copy of the minutes that a decision was released with."""

    sign_in_first = False

    def get(self, request: HttpRequest, body: str, year: int, number: int, **kwargs: Any) -> FileResponse:
        """Return the file."""
        release = queries.public_decision(body, year, number).minutes
        if release is None:
            raise Http404
        try:
            return attachment_response(
                stored_path(release.public_file),
                name=release.document.file_name,
                content_type="application/pdf",
                show="show" in request.GET,
                cache="public, max-age=300",
            )
        except FileNotFoundError as error:
            raise Http404 from error
