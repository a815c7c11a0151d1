"""A case paper while it is written: kept as it is typed, and thrown away on request."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from samstyring.kernel import clock
from samstyring.kernel.errors import Refusal
from samstyring.ui import richtext
from samstyring.ui.richtext.forms import RichTextField, RichTextInput
from samstyring.ui.views import ActorMixin, refusal_text

from .. import drafts
from ..forms.cases import DRAFTED
from ..queries import visible
from ..queries.papers import TEXTS


class KeepDraftView(ActorMixin, View):
    """Keep what is typed (JSON to the script). Nothing is part of the paper before it is saved."""

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Keep each part that was sent, or say why not."""
        case, field, widget = visible.case(pk, self.actor), RichTextField(required=False), RichTextInput()
        revision = request.POST.get("revision", "")
        try:
            for part in (name for name in DRAFTED if name in request.POST):
                text = request.POST[part]
                if part in TEXTS:
                    tree = field.clean(widget.value_from_datadict(request.POST, {}, part))
                    text = richtext.canonical(tree) if tree else ""
                drafts.keep_paper(
                    case=case,
                    part=part,
                    text=text,
                    revision=int(revision) if revision.isdigit() else case.revision,
                    by=self.actor,
                    at=clock.now(),
                )
        except ValidationError as error:
            return JsonResponse({"error": " ".join(error.messages)}, status=422)
        except Refusal as refusal:
            return JsonResponse({"error": str(refusal_text(refusal))}, status=422)
        return JsonResponse({})


class ThrowAwayView(ActorMixin, View):
    """Throw away what one has typed and not saved."""

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Throw it away, and begin with what is stored."""
        case = visible.case(pk, self.actor)
        drafts.throw_away_paper(case=case, by=self.actor)
        messages.success(request, _("What was not saved is thrown away."))
        return HttpResponseRedirect(reverse("governance:edit_case", args=[case.pk]))
