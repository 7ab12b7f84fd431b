"""The row of a question that finds one at most: asked by its key, or by what a constraint keeps unique."""

from django.db.models import Model, QuerySet


def only_row[M: Model, Row](found: QuerySet[M, Row]) -> Row | None:
    """That row, or None. What `first()` answers, less the ORDER BY that it adds: to place it, Django compares the order with every column
    that is selected, which takes longer than the rest of the question where other tables are joined.
    """
    return next(iter(found[:1]), None)
