"""Where US ZIP codes are: the `zipcodes` package, offline."""

from collections.abc import Mapping, Sequence
from typing import Any

import zipcodes


def places_of_zip(zip_code: str) -> Sequence[Mapping[str, Any]]:
    """What is known of the places of a code ("60601", "60601-1234"): `timezone`, `lat` and `long` among it; none where there is no such code.

    Looking through all codes takes 10 ms: too long for every message of every referral, so that who asks keeps the answer.
    """
    digits = zip_code.strip()[:5]
    if len(digits) != 5 or not (digits.isascii() and digits.isdigit()):
        return ()
    found: Sequence[Mapping[str, Any]] = zipcodes.matching(digits)
    return found
