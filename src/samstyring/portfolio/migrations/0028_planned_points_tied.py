"""A planned decision point is tied to the one of the project model that it is, where its name says which."""

import re
import tomllib
from collections import defaultdict

from django.db import migrations, models


def plain(text):
    """Return a text as it is held up against another: one space between words, in lower case."""
    return " ".join(text.split()).casefold()


def says(name, points):
    """Return the key of the decision point that a name says: the name of one, or its code first and no other code."""
    text = plain(name)
    named = {key for key, called in points if text in (plain(called), plain(f"{key} {called}"))}
    coded = {key for key, _called in points if re.search(rf"(?<!\w){re.escape(plain(key))}(?!\w)", text)}
    found = named or {key for key in coded if text.startswith(plain(key))}
    return found.pop() if len(found) == 1 and len(coded) <= 1 else ""


def tie(apps, schema_editor):
    """Tie what was planned before, where it is certain: one milestone of a plan alone says a point of the project's model.

    A project that follows no model of its own follows that of the agreement, by its last edition.
    """
    from samstyring.portfolio.project_models import from_plain

    milestone = apps.get_model("portfolio.Milestone")
    rows = milestone.objects.filter(kind="decision", removed_at=None).order_by("sequence")
    planned = list(rows.values_list("pk", "name", "project_id", "project__follows_id"))
    if not planned:
        return
    kept = apps.get_model("portfolio.ModelEdition").objects.filter(pk__in={follows for *_, follows in planned if follows})
    models_kept = dict(kept.values_list("pk", "content"))
    last = apps.get_model("charter.Edition").objects.order_by("-in_force_from", "-number").first()
    models_kept[None] = (tomllib.loads(last.source).get("project_model") or {}) if last else {}
    points = {key: [(point.key, point.name) for point in from_plain(content).points] for key, content in models_kept.items()}
    said = defaultdict(list)
    for key, name, project, follows in planned:
        said[project, says(name, points[follows])].append(key)
    for (_project, point), keys in said.items():
        if point and len(keys) == 1:
            milestone.objects.filter(pk=keys[0]).update(point=point)


class Migration(migrations.Migration):

    dependencies = [
        ("charter", "0001_initial"),
        ("portfolio", "0027_passing_decided_by"),
    ]

    operations = [
        migrations.AddField(
            model_name="milestone",
            name="point",
            field=models.SlugField(blank=True, db_index=False, default="", max_length=40),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.CheckConstraint(
                condition=models.Q(("point", ""), ("kind", "decision"), _connector="OR"), name="milestone_point_is_planned"
            ),
        ),
        migrations.RunPython(tie, migrations.RunPython.noop),
    ]
