"""Sign-in, the capacity one acts in, and the page behind a one-question link."""

from typing import Any, cast

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from samstyring.kernel import actors, clock
from samstyring.kernel.errors import InvalidInput, NotThere, Refusal
from samstyring.ui.context import languages
from samstyring.ui.questions import questions
from samstyring.ui.views import refusal_text

from . import acts, queries
from .errors import LinkSpent
from .forms import CapacityForm, PickForm
from .languages import has_chosen, remember
from .middleware import CHOSEN, reader


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return "/"


@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Pick an account (demo, on this machine only), otherwise go to the ordinary sign-in."""
    host = request.get_host().rsplit(":", 1)[0]
    if not queries.picking_is_open(host):
        return HttpResponseRedirect(f"{reverse('account_login')}?next={_next(request)}")
    accounts = queries.cast()
    if request.method == "POST":
        form = PickForm(request.POST)
        picked = form.is_valid() and next((a for a in accounts if a.pk == form.cleaned_data["account"]), None)
        if picked:
            login(request, picked, backend="django.contrib.auth.backends.ModelBackend")
            return remember(HttpResponseRedirect(_next(request)), picked.person.language)
    today = clock.today()
    people = [(account, reader(account.person_id, today)) for account in accounts]
    return render(request, "accounts/pick.html", {"people": people, "next": _next(request)})


@require_POST
def choose_capacity(request: HttpRequest) -> HttpResponse:
    """Choose the capacity to act in, for this session."""
    actor = request.actor  # type: ignore[attr-defined]
    form = CapacityForm(request.POST, capacities=actor.capacities)
    if form.is_valid():
        request.session[CHOSEN] = form.cleaned_data["capacity"]
    return HttpResponseRedirect(_next(request))


@never_cache
def question(request: HttpRequest, token: str) -> HttpResponse:
    """Show a question whole, and take the answer: only a POST answers, since mail scanners follow links.

    The page speaks the language of the letter that the link came in, unless the reader has chosen another here.
    """
    try:
        link = queries.link_by_token(token)
    except LinkSpent:
        return _no_trace(render(request, "accounts/link_spent.html", status=410))
    except NotThere as error:
        raise Http404 from error
    language = get_language() if has_chosen(request) else link.person.language
    with override(language):
        response = _no_trace(_answer(request, link))
    response.headers["Content-Language"] = language
    return response


def _answer(request: HttpRequest, link: Any) -> HttpResponse:
    kind = questions[link.question]
    try:
        page = kind.read(link.about_id)
    except NotThere:
        return render(request, "accounts/link_spent.html", status=410)
    make_form = kind.form_for(link.about_id) if kind.form_for else kind.form_class
    form = make_form(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _answered(kind, link, form):
        return render(request, "accounts/answered.html", {"page": _read_again(kind, link, page), "person": link.person})
    context = {"page": page, "form": form, "person": link.person} | dict(page.context or {})
    return render(request, "accounts/question.html", context, status=422 if form.errors else 200)


def _read_again(kind: Any, link: Any, before: Any) -> Any:
    """Return the question with its answer; as it was asked where the answer ended it."""
    try:
        return kind.read(link.about_id)
    except NotThere:
        return before


def _answered(kind: Any, link: Any, form: Any) -> bool:
    """Do the act that the answer is, or say beside the fields why not."""
    try:
        kind.answer(
            about_id=link.about_id,
            data=form.arguments(),
            by=actors.person(link.person_id, clock.today()),
            at=clock.now(),
            intent=form.cleaned_data.get("intent"),
        )
    except InvalidInput as refusal:
        for field, text in refusal.errors.items():
            form.add_error(field if field in form.fields else None, text)
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal_text(refusal))
    return not form.errors


def _no_trace(response: HttpResponse) -> HttpResponse:
    """Keep the address, which is the key to the question, from other sites and from search engines."""
    # "no-referrer" would make the browser call the form's origin "null", which the protection against forged forms
    # refuses.
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Choose the language of the pages: stored for the browser, and for the person who is signed in."""
    language = request.POST.get("language", "")
    response = HttpResponseRedirect(_next(request))
    if language not in languages():
        return response
    remember(response, language)
    actor = cast(Any, request).actor
    if not actor.is_anonymous:
        try:
            acts.choose_language(language=language, by=actor, at=clock.now())
        except Refusal:
            return response
    return response
