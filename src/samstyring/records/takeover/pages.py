"""What every import from a workbook does alike: upload it, look at it while it waits, confirm and throw it away."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.generic import FormView

from samstyring.kernel.errors import NotThere
from samstyring.ui.views import ActorMixin, ActView, KeepsFiles

from ..uploads import Upload
from . import waiting
from .problems import problems_file
from .reading import NotReadable


class UploadsWorkbook(KeepsFiles, FormView):  # type: ignore[type-arg]
    """Upload a workbook to see what it would change. The form has `file`, and `source` where one is asked for."""

    preview = ""
    """The name of the address of its preview."""

    def read(self, upload: Upload) -> Any:
        """Read it as its import does. Raises NotReadable."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the workbook and show the preview; say beside the field what makes it unreadable."""
        upload = form.cleaned_data["file"]
        try:
            self.read(upload)
        except NotReadable as refusal:
            form.add_error("file", str(refusal))
            return self.form_invalid(form)
        if self.actor.person_id is None:
            raise NotThere
        token = waiting.keep(self.actor.person_id, upload, form.cleaned_data.get("source", ""))
        return HttpResponseRedirect(reverse(self.preview, args=[token]))

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the form again, with the file that was chosen."""
        self.keep_files(form)
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class Waits(ActorMixin):
    """A page about one's own waiting workbook."""

    kwargs: dict[str, Any]

    @cached_property
    def waits(self) -> waiting.Waiting:
        """Return the workbook that waits. Raises NotThere."""
        if self.actor.person_id is None:
            raise NotThere
        return waiting.fetch(self.actor.person_id, self.kwargs["token"])

    def forget(self) -> None:
        """Throw it away."""
        if self.actor.person_id is not None:
            waiting.forget(self.actor.person_id, self.kwargs["token"])


class PreviewsWorkbook(Waits, ActView):
    """What a waiting workbook would change, with every error in it, and the confirmation."""

    compared: Any
    """How it stands beside what is here: its `problems` are everything that is wrong."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it; or all errors as a file."""
        if request.GET.get("format") == "csv":
            return problems_file(self.compared.problems)
        return super().get(request, *args, **kwargs)

    def form_done(self, result: Any) -> HttpResponse:
        """Throw the waiting file away: it is kept with what it changed now."""
        self.forget()
        return super().form_done(result)
