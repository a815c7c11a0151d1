"""Base views: a form becomes one act, a page is one query."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from samstyring.kernel import clock, reading
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import (
    CapacityUnclear,
    InvalidInput,
    NotAuthorised,
    NotThere,
    Refusal,
    RepeatedWithOther,
    Stale,
)
from samstyring.kernel.ids import uuid7

from . import kept_files
from .forms import KEPT
from .templatetags.ui import clause as source_link


class ActorMixin:
    """Gives a view the actor; `sign_in_first` sends a stranger to sign in."""

    request: HttpRequest
    sign_in_first: ClassVar[bool] = True

    @property
    def actor(self) -> Actor:
        """Return who is reading or acting."""
        actor: Actor = self.request.actor  # type: ignore[attr-defined]
        return actor

    def head(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer as to GET: Django would give each view its own method for that, which keeps the view."""
        answers = self.get if hasattr(self, "get") else self.http_method_not_allowed  # type: ignore[attr-defined]
        return answers(request, *args, **kwargs)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Ask a stranger to sign in; say "nothing here" for what is not there or not theirs."""
        if self.sign_in_first and self.actor.is_anonymous:
            return redirect_to_login(request.get_full_path())
        try:
            return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        except NotThere as error:
            raise Http404 from error


class PageView(ActorMixin, TemplateView):
    """A page: `page()` makes the one query that fills the template."""

    def page(self) -> Mapping[str, Any]:
        """Return the template's context."""
        return {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page's context."""
        with reading.once():
            return super().get_context_data(**kwargs) | dict(self.page())


class ActForm(forms.Form):
    """A form for one act: carries the intent, and the revision that it shows where there is one."""

    intent = forms.UUIDField(widget=forms.HiddenInput, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["intent"].initial = uuid7

    def ask_capacity(self, options: Iterable[Any]) -> None:
        """Add the question "in which capacity", when several would do."""
        self.fields["capacity"] = forms.ChoiceField(
            label=gettext_lazy("In which capacity?"),
            choices=[(option.key, option.label) for option in options],
            widget=forms.RadioSelect,
            required=False,
        )
        self.order_fields(["capacity"])

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments: every own field by its name."""
        skip = {"intent", "revision", "capacity"}
        return {name: value for name, value in self.cleaned_data.items() if name not in skip}


class KeepsFiles(ActorMixin):
    """A form whose files outlive an error elsewhere in it: a browser sends a file once, and shows it as not chosen.

    What was chosen waits for whoever signed in, and is offered with a tick beside the field (`kept-NAME`).
    """

    def get_form_kwargs(self) -> dict[str, Any]:
        """Take the files that wait as sent with the form, where no other was chosen instead."""
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]
        waiting = self._waiting_files()
        if waiting and "files" in kwargs:
            files = kwargs["files"].copy()
            for name, kept in waiting.items():
                if name not in files:
                    files[name] = SimpleUploadedFile(kept.name, kept.content)
            kwargs["files"] = files
        return kwargs

    def keep_files(self, form: Any) -> None:
        """Keep each file that nothing is wrong with, and tell its field."""
        person_id = self.actor.person_id
        waiting = self._waiting_files()
        for name, field in form.fields.items():
            html_name = form.add_prefix(name)
            sent = form.files.get(html_name) if isinstance(field, forms.FileField) else None
            if sent is None or person_id is None or name in form.errors:
                continue
            kept = waiting.get(html_name)
            if kept is None or html_name in self.request.FILES:
                sent.seek(0)
                kept = kept_files.keep(person_id, sent.name, sent.read())
            field.kept = kept

    def forget_files(self) -> None:
        """Throw away what waited: it has come where it belongs."""
        if self.actor.person_id is not None:
            for kept in self._waiting_files().values():
                kept_files.forget(self.actor.person_id, kept.token)

    def _waiting_files(self) -> dict[str, kept_files.KeptFile]:
        """Return the files that the form says wait, by the name of the field. One that is gone is not there."""
        found: dict[str, kept_files.KeptFile] = {}
        for key, token in self.request.POST.items():
            if key.startswith(KEPT) and self.actor.person_id is not None:
                with suppress(NotThere):
                    found[key.removeprefix(KEPT)] = kept_files.fetch(self.actor.person_id, str(token))
        return found


class ActView(KeepsFiles, FormView):
    """A form page that does one act.

    A subclass sets `act` (`staticmethod(acts.call_meeting)`), `form_class`, `template_name`, and gives `arguments()`
    beyond the form's. A refusal is shown beside its field with what was typed kept; a double submit gets the first
    answer; a capacity that is not clear is asked for.
    """

    act: ClassVar[Any]
    form_class = ActForm
    template_name = "ui/act.html"
    heading: ClassVar[Any] = ""
    button: ClassVar[Any] = gettext_lazy("Save")
    success_message: ClassVar[Any] = ""
    danger: ClassVar[bool] = False
    takes_revision: ClassVar[bool] = False
    cancel_url: str = ""

    def scopes(self) -> Iterable[str]:
        """Return the scopes by which to ask whether the actor may do this at all."""
        return ()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse those whom the charter gives no such power before showing the form."""
        self.request, self.args, self.kwargs = request, args, kwargs
        if not self.actor.is_anonymous and not self.act_is_public():
            try:
                allowed = self.actor.may(self.act_name(), *self.scopes())
            except NotThere as error:
                raise Http404 from error
            if not allowed:
                raise PermissionDenied(str(NotAuthorised.message))
        try:
            if request.method == "GET" and not self.actor.is_anonymous:
                self.ready()
            return super().dispatch(request, *args, **kwargs)
        except NotThere as error:
            raise Http404 from error
        except Refusal as refusal:
            return self.refused(refusal)

    def ready(self) -> None:
        """Raise the refusal with which the act would end whatever is written: its form is not shown then."""

    def refused(self, refusal: Refusal) -> HttpResponse:
        """Say why there is no form, and lead back. What was already done in another window ends here too."""
        told = {"heading": self.heading, "refusal": refusal_text(refusal), "back": self.cancel_url or self.cancel()}
        return render(self.request, "ui/refused.html", told, status=409)

    def act_name(self) -> str:
        """Return the act's registered name."""
        return str(self.act.spec.name)

    def act_is_public(self) -> bool:
        """Tell whether anyone may do the act."""
        return bool(self.act.spec.public)

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments; the form's own by default."""
        return dict(form.arguments())

    def form_valid(self, form: Any) -> HttpResponse:
        """Do the act, or show why not."""
        chosen = self.request.POST.get("capacity") or self.actor.chosen
        try:
            extra = self.arguments(form)
            if self.takes_revision:
                extra["revision"] = form.cleaned_data.get("revision")
            result = type(self).act(
                by=self.actor.choosing(chosen),
                at=clock.now(),
                intent=form.cleaned_data.get("intent") or None,
                **extra,
            )
        except CapacityUnclear as refusal:
            form.ask_capacity(refusal.options)
            form.add_error("capacity", str(refusal.message))
        except InvalidInput as refusal:
            for field, text in refusal.errors.items():
                form.add_error(field if field in form.fields else None, text)
        except Stale as refusal:
            form.add_error(None, str(refusal.message))
            return self.form_stale(form, refusal)
        except NotThere:
            raise
        except RepeatedWithOther as refusal:
            form.add_error(None, str(refusal.message))
            form.data = form.data.copy()
            form.data["intent"] = str(uuid7())
        except Refusal as refusal:
            form.add_error(_beside(form, refusal), refusal_text(refusal))
        else:
            self.forget_files()
            return self.form_done(result)
        return self.form_invalid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the form again with what was typed and chosen; htmx and assistive technology learn by status 422."""
        self.keep_files(form)
        response = self.render_to_response(self.get_context_data(form=form))
        response.status_code = 422
        return response

    def form_stale(self, form: Any, refusal: Stale) -> HttpResponse:
        """Show what is stored now beside what was typed; the next save is on the new revision."""
        current = refusal.current
        form.data = form.data.copy()
        form.data["revision"] = str(getattr(current, "revision", ""))
        form.data["intent"] = str(uuid7())
        self.keep_files(form)
        response = self.render_to_response(self.get_context_data(form=form, stale=current))
        response.status_code = 409
        return response

    def form_done(self, result: Any) -> HttpResponse:
        """Say what was done and go on."""
        if self.success_message:
            messages.success(self.request, self.success_message)
        return HttpResponseRedirect(self.done_url(result))

    def done_url(self, result: Any) -> str:
        """Return where to go after the act; the thing's own page by default."""
        if self.success_url:
            return str(self.success_url)
        return str(result.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add heading, button and cancel address."""
        return super().get_context_data(**kwargs) | {
            "heading": self.heading,
            "button": self.button,
            "danger": self.danger,
            "cancel_url": self.cancel_url or self.cancel(),
        }

    def cancel(self) -> str:
        """Return where "cancel" leads."""
        return ""


def refusal_text(refusal: Refusal) -> Any:
    """Return a refusal's words with a quiet link to its clause."""
    if not refusal.clause:
        return str(refusal.message)
    if refusal.clause.startswith(("rules_of_procedure", "statute", "not_regulated", "project_model")):
        return format_html("{} ({})", str(refusal.message), source_link(refusal.clause))
    return format_html(
        "{} ({})",
        str(refusal.message),
        _("clause %(clause)s") % {"clause": refusal.clause},
    )


def _beside(form: Any, refusal: Refusal) -> str | None:
    """Return the field that a refusal stands beside, or None: above the whole form."""
    if refusal.field in form.fields:
        return refusal.field
    files = [name for name, field in form.fields.items() if isinstance(field, forms.FileField)]
    return files[0] if refusal.about_file and len(files) == 1 else None


def uuid_or_404(text: str) -> UUID:
    """Return a UUID from an address, or raise Http404."""
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error
