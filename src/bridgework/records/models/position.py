"""Where a row lies: coordinates that follow from its ZIP code, so that nobody who writes an address has to think of them.

They are worked out from `zip` whenever the row is saved, one by one or many at once; null where the ZIP code is nowhere. A change of `zip`
by `update()` or `save(update_fields=...)` has to name the coordinates, too.
"""

from django.db import models

from bridgework.rules.distance import Position, position_of_zip


class Latitude(models.FloatField):
    """Degrees north of the equator."""

    def pre_save(self, model_instance: models.Model, add: bool) -> float | None:
        position = _position(model_instance)
        return _keep(self, model_instance, position.latitude if position else None)


class Longitude(models.FloatField):
    """Degrees east of Greenwich."""

    def pre_save(self, model_instance: models.Model, add: bool) -> float | None:
        position = _position(model_instance)
        return _keep(self, model_instance, position.longitude if position else None)


def _position(row: models.Model) -> Position | None:
    return position_of_zip(str(row.serializable_value("zip")))


def _keep(field: models.FloatField, row: models.Model, value: float | None) -> float | None:
    setattr(row, field.attname, value)
    return value
