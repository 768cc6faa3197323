"""One migration operation that lets the database refuse UPDATE and DELETE on a table of facts.

PostgreSQL raises ERRCODE 23514 (check_violation), so Django sees an IntegrityError, and guards TRUNCATE too.
SQLite drops triggers silently when Django rebuilds a table: repeat the operation after each AlterField there.
SQLite needs ``PRAGMA recursive_triggers=ON``, else INSERT OR REPLACE walks around the delete trigger.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

MESSAGE = "지난 기록은 고치거나 지울 수 없습니다. 바로잡는 기록을 새로 남기십시오."

POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{MESSAGE} (%)', TG_TABLE_NAME USING ERRCODE = '23514'; END $$
"""


def statements(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        return [
            POSTGRESQL_FUNCTION,
            f'DROP TRIGGER IF EXISTS keep_rows ON "{table}"',
            f'CREATE TRIGGER keep_rows BEFORE UPDATE OR DELETE ON "{table}"'
            " FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            f'DROP TRIGGER IF EXISTS keep_table ON "{table}"',
            f'CREATE TRIGGER keep_table BEFORE TRUNCATE ON "{table}"'
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
        ]
    return [
        f'CREATE TRIGGER IF NOT EXISTS "{table}_keep_{verb}" BEFORE {verb} ON "{table}"'
        f" BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def removals(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        return [f'DROP TRIGGER IF EXISTS {name} ON "{table}"' for name in ("keep_rows", "keep_table")]
    return [f'DROP TRIGGER IF EXISTS "{table}_keep_{verb}"' for verb in ("UPDATE", "DELETE")]


class AppendOnly(Operation):
    """``AppendOnly("Pledge")``: rows of that model are added and never touched again."""

    reversible = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.model_name], {})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Triggers are unknown to the model state."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        self._run(statements, app_label, schema_editor, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        self._run(removals, app_label, schema_editor, to_state)

    def describe(self) -> str:
        return f"Rows of {self.model_name} are only ever added"

    def _run(self, make: Any, app_label: str, editor: BaseDatabaseSchemaEditor, state: ProjectState) -> None:
        table = state.apps.get_model(app_label, self.model_name)._meta.db_table
        for sql in make(editor.connection.vendor, table):
            editor.execute(sql, params=None)
