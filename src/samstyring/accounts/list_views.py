"""The pages on which views of lists are saved and looked after."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel.errors import NotThere
from samstyring.ui.tables import saved
from samstyring.ui.views import ActView, PageView

from . import acts, queries
from .forms import NewViewForm, OpenWithForm, ViewForm


class ViewsView(PageView):
    """Every view that the reader may use, by list."""

    template_name = "accounts/views.html"

    def page(self) -> Mapping[str, Any]:
        """Return the views, with what may be done with each."""
        shares = self.actor.may("accounts.share_view")
        lists = [
            {
                "name": name,
                "label": saved.lists[name],
                "url": f"{reverse(name)}?view={saved.STANDARD}",
                "opens": any(getattr(row, "opens", False) for row in rows),
                "views": [(row, row.made_by_id == self.actor.person_id or shares) for row in rows],
            }
            for name, rows in queries.views_to_look_after(self.actor).items()
            if name in saved.lists
        ]
        return {"page_title": _("Views of lists"), "lists": lists, "shares": shares, "me": self.actor.person_id}


class _Views(ActView):
    """An act on a view, which ends where the views are looked after."""

    def done_url(self, result: Any) -> str:
        """Return to the views."""
        del result
        return reverse("accounts:views")

    def cancel(self) -> str:
        """Return to the views."""
        return reverse("accounts:views")


class SaveView(_Views):
    """Save what a list says as a view."""

    act = staticmethod(acts.save_view)
    form_class = NewViewForm
    template_name = "accounts/view_form.html"
    heading = gettext_lazy("Save as a view")
    button = gettext_lazy("Save the view")
    success_message = gettext_lazy("The view is saved.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with what the address told. Raises NotThere for a list that has no views."""
        name = self.request.GET.get("list", "")
        if self.request.method == "GET" and name not in saved.lists:
            raise NotThere
        return {"list_name": name, "query": self.request.GET.get("query", "")}

    def done_url(self, result: Any) -> str:
        """Return to the list, in the view."""
        return str(result.get_absolute_url())

    def cancel(self) -> str:
        """Return to the list as it stood."""
        name = self.request.POST.get("list_name") or self.request.GET.get("list", "")
        query = self.request.POST.get("query") or self.request.GET.get("query", "")
        return f"{reverse(name)}?{query}" if name in saved.lists else ""


class _OfView(_Views):
    """An act on one view."""

    @cached_property
    def view(self) -> Any:
        """Return the view. Raises NotThere."""
        return queries.view_by_key(self.kwargs["pk"], self.actor)

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the view."""
        return {"view": self.view, **form.arguments()}

    def facts(self) -> list[tuple[Any, Any]]:
        """Return what the page says of the view."""
        return [(_("View"), self.view.name), (_("List"), saved.lists.get(self.view.list_name) or "")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which view it is."""
        return super().get_context_data(**kwargs) | {"facts": self.facts()}


class ChangeView(_OfView):
    """Rename a view; with what its list says now in the address, let it take that over."""

    act = staticmethod(acts.change_view)
    form_class = ViewForm
    template_name = "accounts/view_form.html"
    success_message = gettext_lazy("The view is saved.")
    takes_revision = True

    def get_initial(self) -> dict[str, Any]:
        """Show what is stored, and what it is to say."""
        found = {"name": self.view.name, "revision": self.view.revision}
        return found | ({"query": self.request.GET["query"]} if "query" in self.request.GET else {})

    def get_form(self, form_class: Any = None) -> Any:
        """Ask for the name alone, where the address says nothing of the list."""
        form = super().get_form(form_class)
        if "query" not in self.request.GET:
            del form.fields["query"]
        return form

    def done_url(self, result: Any) -> str:
        """Return to the list in the view, or to the views where only the name changed."""
        return str(result.get_absolute_url()) if "query" in self.request.GET else super().done_url(result)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what will happen."""
        takes_over = "query" in self.request.GET
        heading = _("Save the changes in the view") if takes_over else _("Rename the view")
        return super().get_context_data(**kwargs) | {"heading": heading, "takes_over": takes_over}


class ShareView(_OfView):
    """Share a view, or take it back."""

    act = staticmethod(acts.share_view)
    template_name = "ui/confirm.html"

    def arguments(self, form: Any) -> dict[str, Any]:
        """Turn what it is."""
        return {"view": self.view, "shared": not self.view.shared}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what will happen."""
        if self.view.shared:
            said = (_("Stop sharing the view?"), _("Stop sharing it"), _("It stays with the one who made it."))
        else:
            said = (
                _("Share the view?"),
                _("Share it"),
                _("All who sign in find it in the list, with your name. Each sees only what they may see."),
            )
        heading, button, warning = said
        return super().get_context_data(**kwargs) | {"heading": heading, "button": button, "warning": warning}


class RemoveView(_OfView):
    """Take a view away."""

    act = staticmethod(acts.remove_view)
    template_name = "ui/confirm.html"
    heading = gettext_lazy("Take the view away?")
    button = gettext_lazy("Take it away")
    danger: ClassVar[bool] = True
    success_message = gettext_lazy("The view is taken away.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what happens where it is shared."""
        warning = _("It is gone for everyone who uses it, and lists that opened with it are as they are.")
        found = super().get_context_data(**kwargs)
        return found | {"warning": warning if self.view.shared else ""}


class OpenWithView(_Views):
    """Choose what a list opens with."""

    act = staticmethod(acts.open_list_with)
    form_class = OpenWithForm
    success_message = gettext_lazy("The choice is saved.")
    http_method_names = ("post",)

    def arguments(self, form: Any) -> dict[str, Any]:
        """Find the view. Raises NotThere."""
        key = form.cleaned_data["view"]
        view = queries.view_by_key(key, self.actor) if key else None
        return {"list_name": form.cleaned_data["list_name"], "view": view}

    def form_invalid(self, form: Any) -> Any:
        """Return to the views: nothing is typed here."""
        del form
        return HttpResponseRedirect(reverse("accounts:views"))
