"""The programmes as a table: each with what it is for, and how many projects it has."""

from collections.abc import Sequence
from typing import ClassVar

from django.utils.translation import gettext_lazy

from samstyring.ui.tables import Column, Table


class ProgrammeTable(Table):
    """The programmes that a reader may see, by name."""

    caption = gettext_lazy("Programmes")
    file_name = "program"
    sort = "name"
    columns: ClassVar[Sequence[Column]] = (
        Column(
            "name",
            gettext_lazy("Programme"),
            header=True,
            sort="sort_key",
            link=lambda row: row.get_absolute_url(),
            small=lambda row: row.code,
        ),
        Column("code", gettext_lazy("Code"), on_page=False),
        Column("purpose", gettext_lazy("Purpose")),
        Column("owner", gettext_lazy("Answers for the whole"), value=lambda row: str(row.owner or "")),
        Column("all", gettext_lazy("Projects"), "number"),
        Column("over", gettext_lazy("Of them over"), "number"),
        Column("ended_on", gettext_lazy("Ended"), "day", sort="ended_on"),
        Column("ended_reason", gettext_lazy("Why it was ended"), on_page=False),
    )
