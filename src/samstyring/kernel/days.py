"""The day that an instant falls on in Norway, told by the database."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateField
from django.db.models.functions import TruncDate
from django.db.models.sql.compiler import SQLCompiler

from .clock import OSLO


class DayOf(TruncDate):
    """The day of an instant, as TruncDate has it.

    On SQLite Django asks Python for each row, which takes sixteen times as long as SQLite's own word for it: the time of
    this process, which Django sets to TIME_ZONE, ours.
    """

    def __init__(self, field: Any) -> None:
        """Take the instant: the name of a field, or an expression."""
        super().__init__(field, output_field=DateField(), tzinfo=OSLO)

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> tuple[str, Any]:
        """Write it for SQLite."""
        del connection, extra
        sql, params = compiler.compile(self.lhs)
        return f"date({sql}, 'localtime')", params
