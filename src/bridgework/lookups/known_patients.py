"""Whom a practice can find by what was typed: the patients of its chart and those it received, by an index that begins with the practice.

The table behind it only makes the search fast. Who may be seen is asked of patients and referrals themselves, by those who call this.
"""

from functools import cached_property
from uuid import UUID

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.db.models.functions import Greatest

from bridgework.records.models import KnownPatient
from bridgework.rules.facts import Viewer
from bridgework.rules.names import also_written, normalize_name
from bridgework.rules.search_words import SearchWords

MOST_READ = 1000
LIKE_ENOUGH = 0.32
"""Trigram similarity above which a name is a slip of what was typed: Quintro finds Quintero, Marta does not find Martin."""


def known_patients(viewer: Viewer, words: SearchWords, *, with_slips: bool = False) -> QuerySet[KnownPatient]:
    """Those whom the names and the digits of a phone number in the words fit; where there are names, `alike` says how well (0 to 1).

    Each name begins a part of the person's name; `with_slips`, it may also be a typing slip or a short form of one. That takes the index
    three times as long and is worth asking only where nobody fits exactly. Accents and marks never count.
    """
    found = KnownPatient.objects.filter(Q(practice_id=viewer.practice_id)) if viewer.is_staff else KnownPatient.objects.none()
    digits = words.digits or (str(words.number) if words.number else "")
    if digits:
        found = found.filter(phone__contains=digits)
    alike: list[TrigramSimilarity] = []
    for name in _pieces(words):
        near_family, near_given = TrigramSimilarity("family_name", name), TrigramSimilarity("given_name", name)
        alike += [near_family, near_given]
        fits = Q(family_name__contains=f" {name}") | Q(given_name__contains=f" {name}")
        if with_slips:
            # The operators are what the index can answer; the second condition is a little stricter than their threshold.
            fits |= _written_otherwise("family_name", name) | _written_otherwise("given_name", name)
            near = Q(family_name__trigram_similar=name) | Q(given_name__trigram_similar=name)
            found = found.alias(near=Greatest(near_family, near_given)).filter(fits | near).filter(fits | Q(near__gte=LIKE_ENOUGH))
        else:
            found = found.filter(fits)
    return found.annotate(alike=Greatest(*alike)) if alike else found


class KnownOnes:
    """Whom the words fit, read once for several questions: each time, the index takes longer than all that is asked about them.

    None where they are more than a thousand: then the database goes through them by itself.
    """

    def __init__(self, viewer: Viewer, words: SearchWords) -> None:
        self.viewer, self.words = viewer, words

    def fitting(self, *, with_slips: bool) -> tuple[UUID, ...] | None:
        """Their keys, the most alike first."""
        return self.with_slips if with_slips else self.exactly

    def read_before(self, *, with_slips: bool) -> tuple[UUID, ...] | None:
        """The same where somebody has asked already, else None: for a question that can be answered faster without them."""
        return self.fitting(with_slips=with_slips) if ("with_slips" if with_slips else "exactly") in self.__dict__ else None

    @cached_property
    def exactly(self) -> tuple[UUID, ...] | None:
        """Those whom the words fit as they were typed."""
        return self._read(with_slips=False)

    @cached_property
    def with_slips(self) -> tuple[UUID, ...] | None:
        """Those whom they fit with a slip, too."""
        return self._read(with_slips=True)

    def _read(self, *, with_slips: bool) -> tuple[UUID, ...] | None:
        rows = known_patients(self.viewer, self.words, with_slips=with_slips)
        ids = tuple(rows.order_by(*best_first(self.words)).values_list("patient_id", flat=True)[: MOST_READ + 1])
        return ids if len(ids) <= MOST_READ else None


def best_first(words: SearchWords) -> tuple[OrderBy | str, ...]:
    """The order of those who are found: the most alike first, where there are names."""
    return (*((F("alike").desc(),) if words.names else ()), "family_name", "given_name", "patient_id")


def alike_by_name(viewer: Viewer, family_name: str, given_name: str) -> QuerySet[KnownPatient]:
    """Those whose both names are alike, by letters or as a short form: whom to compare with somebody who is being entered."""
    found = KnownPatient.objects.filter(Q(practice_id=viewer.practice_id)) if viewer.is_staff else KnownPatient.objects.none()
    for column, typed in (("family_name", family_name), ("given_name", given_name)):
        name = normalize_name(typed)
        found = found.filter(Q(**{f"{column}__trigram_similar": name}) | _written_otherwise(column, name)) if name else found.none()
    return found


def _written_otherwise(column: str, name: str) -> Q:
    """A whole part of the name is another form of this one: Bob is Robert, and "jhon" is John. No likeness of letter groups finds these."""
    forms = also_written(name)
    return Q(**{f"{column}__regex": rf" ({'|'.join(forms)})\M"}) if forms else Q(pk__in=[])


def _pieces(words: SearchWords) -> list[str]:
    """The names as they are stored; a double name is looked for by each of its parts."""
    return [piece for name in words.names for piece in (normalize_name(name) or name.lower()).split()]
