"""Where a row lies: coordinates that follow from its ZIP code, so that nobody who writes an address has to think of them."""

from django.db import models

from bridgework.rules.distance import Position, position_of_zip


class _Coordinate(models.FloatField):
    """Worked out from `zip` whenever the row is saved, one by one or many at once; null where the ZIP code is nowhere.

    A change of `zip` by `update()` or `save(update_fields=...)` has to name the coordinates, too.
    """

    def pre_save(self, model_instance: models.Model, add: bool) -> float | None:
        position = position_of_zip(str(model_instance.zip))  # type: ignore[attr-defined]
        value = self.of(position) if position else None
        setattr(model_instance, self.attname, value)
        return value

    def of(self, position: Position) -> float:
        raise NotImplementedError


class Latitude(_Coordinate):
    def of(self, position: Position) -> float:
        return position.latitude


class Longitude(_Coordinate):
    def of(self, position: Position) -> float:
        return position.longitude
