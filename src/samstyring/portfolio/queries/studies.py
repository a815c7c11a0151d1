"""What can be asked of studies: the list, one with the versions of its concept note, and what waits to be written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.parties.models import Organisation
from samstyring.parties.names import search_key

from ..models import ConceptNote, Need, Project, Study
from ..rules.studies import STUDIED_NEEDS, STUDIED_PROJECTS, can_be_studied, is_open
from . import needs
from .projects import Reading, project_by_code

WRITE = "portfolio.write_concept_note"


def studies(by: Actor) -> QuerySet[Study]:
    """Return the studies that a reader may see: whoever has a part in the co-operation sees all, nobody else any."""
    rows = Study.objects.select_related("need__organisation", "project", "organisation")
    return rows if by.capacities or by.kind == "installation" else rows.none()


def may_write(study: Study, by: Actor) -> bool:
    """Tell whether a reader writes the note: the secretariat, the municipality that studies, the candidate's own."""
    return by.may(WRITE, f"party:{study.organisation_id}", f"project:{study.project_id}")


def that_say(rows: QuerySet[Study], words: str) -> QuerySet[Study]:
    """Return those whose name or code holds the words, spelled with or without accents."""
    return rows.filter(Q(search_key__contains=search_key(words)) | Q(code__holds=words.strip()))


def done_by(rows: QuerySet[Study], organisation_id: str) -> QuerySet[Study]:
    """Return those that a municipality does, or the secretariat where none is named."""
    return rows.filter(organisation=None) if organisation_id == "none" else rows.filter(organisation_id=organisation_id)


def who_study() -> list[Organisation]:
    """Return the municipalities that study something, by name."""
    return list(Organisation.objects.filter(studies__isnull=False).distinct().order_by("sort_key"))


def study_of(*, need: Need | None = None, project: Project | None = None) -> Study | None:
    """Return the study of a need or of a project, if there is one. One SQL statement."""
    rows = Study.objects.filter(need=need) if need is not None else Study.objects.filter(project=project)
    return rows.first()


def under_lock(study: Study) -> Study:
    """Return a study as it is stored now, held until the act is done."""
    rows = Study.objects.select_for_update(of=("self",)).select_related("need__organisation", "project")
    return rows.get(pk=study.pk)


def last_note(study: Study) -> ConceptNote | None:
    """Return the version of the note that counts. One SQL statement."""
    return ConceptNote.objects.filter(study=study).first()


def shown_notes(shown: Iterable[Study], by: Actor) -> dict[UUID, ConceptNote]:
    """Return the last version of each study that the reader may read. One SQL statement."""
    writes = {study.pk: may_write(study, by) for study in shown}
    found: dict[UUID, ConceptNote] = {}
    for note in ConceptNote.objects.filter(study_id__in=writes).defer("parts").order_by("number"):
        if note.ready or writes[note.study_id]:
            found[note.study_id] = note
    return found


@dataclass(frozen=True)
class StudyPage:
    """Everything that the page of a study shows: a version that is not ready only to those who write it."""

    study: Study
    project: Project | None
    notes: Sequence[ConceptNote]
    is_open: bool
    clause: str
    may: Mapping[str, bool]

    @property
    def note(self) -> ConceptNote | None:
        """Return the version that counts for this reader."""
        return self.notes[0] if self.notes else None


def study_by_code(code: str, by: Actor) -> Study:
    """Return a study by its code. Raises NotThere."""
    found = studies(by).filter(code=code).first()
    if found is None:
        raise NotThere
    return found


def study_page(code: str, by: Actor) -> StudyPage:
    """Return what the page of a study shows, in a fixed number of SQL statements. Raises NotThere."""
    study = study_by_code(code, by)
    writes = may_write(study, by)
    notes = ConceptNote.objects.filter(study=study).select_related("by", "study")
    last = needs.last_answer(study.need) if study.need else None
    return StudyPage(
        study=study,
        project=study.project or (last.project if last else None),
        notes=list(notes if writes else notes.filter(ready=True)),
        is_open=is_open(study),
        clause=next(iter(by.powers.get(WRITE, {}).values()), ""),
        may={
            "write": writes and is_open(study),
            "edit": by.may("portfolio.edit_study"),
            "open_case": by.may("governance.open_case"),
        },
    )


def note_of(code: str, number: int, by: Actor) -> tuple[Study, ConceptNote]:
    """Return a study and a version of its note that the reader may read. Two SQL statements. Raises NotThere."""
    study = study_by_code(code, by)
    notes = ConceptNote.objects.filter(study=study, number=number)
    found = (notes if may_write(study, by) else notes.filter(ready=True)).first()
    if found is None:
        raise NotThere
    return study, found


def to_study(need: str | None, project: str | None, by: Actor) -> tuple[Need | None, Project | None]:
    """Return what a study is to be begun of, by its code. Raises NotThere for none, or for what cannot be."""
    found = needs.need_by_code(need, by) if need else None
    candidate = project_by_code(project) if project and found is None else None
    if not can_be_studied(found, candidate):
        raise NotThere
    return found, candidate


def to_finish(by: Actor) -> list[Study]:
    """Return the studies that the reader is to write on, where what they are about is still studied. One SQL statement."""
    open_ones = Q(need__state__in=STUDIED_NEEDS) | Q(project__state__in=STUDIED_PROJECTS)
    rows = studies(by).filter(open_ones, state=Study.State.WRITING).order_by("begun_at")
    return [row for row in rows if may_write(row, by)]


@dataclass(frozen=True)
class Studied:
    """How a project was studied, and the version of the concept note that counts for the reader, if there is one."""

    study: Study
    note: ConceptNote | None


def studied_projects(projects: Iterable[Project], by: Actor) -> dict[UUID, Studied]:
    """Return how projects were studied, by their keys: each its own study, or that of its need. Two SQL statements."""
    own_or_of_need = Coalesce("project_id", "need__answers__project_id")
    rows = studies(by).annotate(of_project=own_or_of_need).filter(of_project__in=[row.pk for row in projects])
    rows = rows.filter(Q(need=None) | Q(need__state=Need.State.CANDIDATE)).order_by("begun_at")
    found = {row.of_project: row for row in rows}
    notes = shown_notes(found.values(), by)
    return {key: Studied(study, notes.get(study.pk)) for key, study in found.items()}


def of_need(need: Need, by: Actor) -> dict[str, Any]:
    """Return what the page of a need shows of its study. One SQL statement."""
    study = study_of(need=need)
    begin = study is None and can_be_studied(need, None) and by.may("portfolio.begin_study")
    return {"study": study, "may_begin": begin}


def flagged(rows: QuerySet[Project]) -> QuerySet[Project]:
    """Return projects, each with whether there is a study of it or of a need that it came from (`studied`)."""
    from_need = Q(need__answers__project=OuterRef("pk"), need__state=Need.State.CANDIDATE)
    return rows.annotate(studied=Exists(Study.objects.filter(Q(project=OuterRef("pk")) | from_need)))


def panel(project: Project, reading: Reading) -> dict[str, Any]:
    """Return what the project's page shows of how it was studied. One SQL statement, where it was (`flagged`)."""
    study = _study_of(project, reading.by) if getattr(project, "studied", True) else None
    begin = study is None and can_be_studied(None, project) and reading.by.may("portfolio.begin_study")
    return {"study": study, "may_begin": begin}


def _study_of(project: Project, by: Actor) -> Study | None:
    """Return how a project was studied: its own, or that of its need."""
    from_need = Q(need__answers__project=project, need__state=Need.State.CANDIDATE)
    return studies(by).filter(Q(project=project) | from_need).distinct().order_by("-begun_at").first()
