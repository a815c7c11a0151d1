"""Pages of the working versions of a case paper: the list, one of them, two compared, and taking one back."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.ui import formats
from samstyring.ui.views import PageView

from .. import acts
from ..queries import working as queries
from .cases import CaseAct


class VersionsView(PageView):
    """Every version of a case paper, with who and when."""

    template_name = "governance/case_versions.html"

    def page(self) -> Mapping[str, Any]:
        """Return the list. Raises NotThere for those who do not prepare the case."""
        found = queries.versions_page(self.kwargs["pk"], self.actor)
        return {"page_title": _("Versions of the paper"), "page": found, "case": found.case}


class VersionView(PageView):
    """One version of a case paper, whole or compared with another (`?with=3`)."""

    template_name = "governance/case_version.html"

    def page(self) -> Mapping[str, Any]:
        """Return the version. Raises NotThere."""
        asked = self.request.GET.get("with", "")
        found = queries.version_page(self.kwargs["pk"], self.kwargs["number"], asked, self.actor)
        case = found.version.case
        return {
            "page_title": _("Version %(number)s") % {"number": found.version.number},
            "page": found,
            "case": case,
            "may_take_back": found.editable
            and not found.newest
            and self.actor.may("governance.take_back_version", f"body:{case.body_id}"),
        }


class TakeBackView(CaseAct):
    """Take an earlier version back as a new one."""

    act = staticmethod(acts.take_back_version)
    template_name = "governance/case_check.html"
    heading = gettext_lazy("Take back this version")
    button = gettext_lazy("Take it back as a new version")
    takes_revision = True
    success_message = gettext_lazy("The paper reads as in the earlier version again. Nothing between is lost.")

    @cached_property
    def version(self) -> Any:
        """Return the version. Raises NotThere."""
        return queries.version(self.kwargs["pk"], self.kwargs["number"], self.actor)

    def scopes(self) -> Iterable[str]:
        """Return the case's body, once the version is known to be there."""
        return [f"body:{self.version.case.body_id}"]

    def get_initial(self) -> dict[str, Any]:
        """Hold on to the revision that is shown."""
        return {"revision": self.case.revision}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments."""
        return {"version": self.version}

    def cancel(self) -> str:
        """Go back to the version."""
        return reverse("governance:case_version", args=[self.case.pk, self.version.number])

    def done_url(self, result: Any) -> str:
        """Go to the case."""
        return reverse("governance:case", args=[self.case.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which version it is."""
        version = self.version
        return super().get_context_data(**kwargs) | {
            "facts": [
                (_("Version"), version.number),
                (_("Saved"), formats.moment(version.at)),
                (_("By"), version.by.name if version.by else _("not known")),
            ],
            "warning": _("The title and the texts become as they were. What stands there now stays as a version."),
            "stale": None,
        }
