"""How far it is from a ZIP code: the middles of ZIP code areas, as the crow flies.

The distance is the haversine formula on a sphere of the mean radius of the earth (R. W. Sinnott, "Virtues of the Haversine",
Sky and Telescope 68, 1984): within half a percent of the real one, and a ZIP code area is miles wide anyway.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, degrees, radians, sin, sqrt

from bridgework.rules.zip_codes import places_of_zip

EARTH_MILES = 3958.8
"""Mean radius."""
_HALF_ROUND = 180.0


@dataclass(frozen=True, slots=True)
class Position:
    """Degrees north of the equator and east of Greenwich."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Box:
    """Everything between two parallels and two meridians, in degrees: what an index can look for before anything is measured."""

    south: float
    north: float
    west: float
    east: float

    def holds(self, place: Position) -> bool:
        """Whether the place lies in it, its border included."""
        return self.south <= place.latitude <= self.north and self.west <= place.longitude <= self.east


@lru_cache(maxsize=4096)
def position_of_zip(zip_code: str) -> Position | None:
    """The middle of a US ZIP code area ("60601", "60601-1234"), or None where there is no such code or nobody knows where it is."""
    for place in places_of_zip(zip_code):
        position = Position(float(place["lat"] or 0), float(place["long"] or 0))
        if position != Position(0.0, 0.0):  # how the package says that it does not know
            return position
    return None


def miles_between(one: Position, other: Position) -> float:
    """The distance in miles along the surface of the earth; 0 for the same place, the same in both directions."""
    north, east = radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)
    bow = sin(north / 2) ** 2 + cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(east / 2) ** 2
    return 2 * EARTH_MILES * asin(min(1.0, sqrt(bow)))


def box_around(middle: Position, miles: float) -> Box:
    """A box that holds every place within so many miles. Near a pole, or where it would cross the date line, it is a whole belt."""
    north = degrees(miles / EARTH_MILES)
    south_edge, north_edge = max(-90.0, middle.latitude - north), min(90.0, middle.latitude + north)
    belt = Box(south_edge, north_edge, -_HALF_ROUND, _HALF_ROUND)
    narrowest = cos(radians(middle.latitude))
    if south_edge == -90.0 or north_edge == 90.0 or sin(radians(north)) >= narrowest:
        return belt
    # The circle reaches furthest east a little poleward of its middle: asin(sin r / cos latitude), not r / cos latitude.
    east = degrees(asin(sin(radians(north)) / narrowest))
    box = Box(south_edge, north_edge, middle.longitude - east, middle.longitude + east)
    return box if box.west >= -_HALF_ROUND and box.east <= _HALF_ROUND else belt
