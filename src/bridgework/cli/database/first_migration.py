"""The first migration of an empty database, in two seconds instead of twenty.

Django keeps a picture of all models between the steps of a migration, and with every field that a step adds it draws anew whatever is
related to its model: here nearly everything, some hundred models in each of some hundred steps. In an empty database nobody looks at the
others meanwhile. So only the model that is changed is drawn anew, and the picture counts as delayed, for which Django has a remedy
already: a step that runs a program gets a whole new one. `tests/records/test_tables.py` compares the tables with the models.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState


def is_empty(owner: BaseDatabaseWrapper) -> bool:
    """Whether no migration was ever carried out here. One that has rows is migrated in Django's own way."""
    return not MigrationRecorder(owner).has_table()


@contextmanager
def each_model_drawn_alone() -> Iterator[None]:
    """For migrations that run in the block."""

    def only_itself(state: ProjectState, app_label: str, model_name: str, delay: bool = False) -> set[tuple[str, str]]:
        state.is_delayed = True
        return {(app_label, model_name)}

    with mock.patch.object(ProjectState, "_find_reload_model", only_itself):
        yield
