"""The facts of a patient, in one place for every page that shows them: who they are, who speaks for them, what they need, who pays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from bridgework.lookups.visible import visible_to
from bridgework.records.models import Coverage, Patient, Proxy, Referral
from bridgework.rules.contact import display_phone
from bridgework.rules.facts import Viewer
from bridgework.rules.letters import PostalAddress
from bridgework.rules.person import DECIDES, Contact, Speaker, decide_contact, decide_openers

MOST_COUNTED = 9
"""People at one number who are counted: a number with more is an institution's."""


@dataclass(frozen=True, slots=True)
class ProxyFacts:
    """Who speaks for a patient; codes are those of `rules.person`, `language` the one they are written to in."""

    id: UUID
    name: str
    given_name: str
    family_name: str
    relation: str
    authority: str
    birth_date: date | None
    phone: str
    phone_display: str
    email: str
    language: str
    is_contact: bool
    ended_on: date | None = None
    """The day from which they no longer speak for the patient."""

    @property
    def decides(self) -> bool:
        """Whether they consent to treatment in the patient's place."""
        return self.authority in DECIDES


@dataclass(frozen=True, slots=True)
class CoverageFacts:
    """Who pays, as the patient's practice knows it; codes are those of `rules.person`."""

    kind: str
    carrier: str
    plan: str
    member_id: str
    group_number: str
    subscriber: str
    covers: str = ""


@dataclass(frozen=True, slots=True)
class PatientFacts:
    """A patient as their practice knows them. `phone` is E.164, `phone_display` as people write it; times are UTC.

    Lists leave proxies and coverages out; `merged_into` is the entry that stands for this one. `proxies` are in the order in which they
    are named, also those whose authority has ended; `coverages` in the order in which they pay.
    """

    id: UUID
    given_name: str
    family_name: str
    birth_date: date
    phone: str
    phone_display: str
    email: str
    language: str
    interpreter: bool
    interpreter_language: str
    preferred_channel: str
    street: str
    city: str
    region: str
    zip: str
    may_contact: bool
    consent_at: datetime | None
    consent_source: str
    consent_wording: str
    wheelchair: bool
    transport: bool
    escort: str
    is_nervous: bool
    created_at: datetime
    merged_into: UUID | None
    proxies: tuple[ProxyFacts, ...] = ()
    coverages: tuple[CoverageFacts, ...] = ()
    deceased_on: date | None = None
    referrals: int = 0
    last_referred_at: datetime | None = None

    @property
    def name(self) -> str:
        """Given name first."""
        return f"{self.given_name} {self.family_name}"

    @property
    def speaking(self) -> tuple[ProxyFacts, ...]:
        """Who speaks for the patient now, whoever is written to first."""
        return tuple(sorted((proxy for proxy in self.proxies if proxy.ended_on is None), key=lambda proxy: not proxy.is_contact))

    @property
    def past_proxies(self) -> tuple[ProxyFacts, ...]:
        """Who spoke for the patient once."""
        return tuple(proxy for proxy in self.proxies if proxy.ended_on is not None)

    @property
    def proxy(self) -> ProxyFacts | None:
        """The one who is written to, else the first who speaks for the patient."""
        return next(iter(self.speaking), None)

    @property
    def coverage(self) -> CoverageFacts | None:
        """The primary one."""
        return next(iter(self.coverages), None)

    @property
    def contact(self) -> Contact:
        """Who is written to, and whose birth date opens the link."""
        own = Contact(self.name, self.given_name, self.birth_date, self.phone, self.email, self.language)
        if self.proxy is None:
            return own
        other = Contact(
            self.proxy.name,
            self.proxy.given_name,
            self.proxy.birth_date,
            self.proxy.phone,
            self.proxy.email,
            self.proxy.language,
            is_proxy=True,
            proxy_id=self.proxy.id,
        )
        return decide_contact(own, other, proxy_is_contact=self.proxy.is_contact)

    @property
    def contact_phone_display(self) -> str:
        """Their number as people write it."""
        return display_phone(self.contact.phone) if self.contact.phone else ""

    @property
    def postal_address(self) -> PostalAddress:
        """Where a letter goes; false where it is not known whole."""
        return PostalAddress(self.street, self.city, self.region, self.zip)


def patient_facts(row: Patient) -> PatientFacts:
    """The facts of one row, as lists show them."""
    return PatientFacts(
        id=row.pk,
        given_name=row.given_name,
        family_name=row.family_name,
        birth_date=row.birth_date,
        phone=row.phone,
        phone_display=display_phone(row.phone) if row.phone else "",
        email=row.email,
        language=row.language,
        interpreter=row.interpreter,
        interpreter_language=row.interpreter_language,
        preferred_channel=row.preferred_channel,
        street=row.street,
        city=row.city,
        region=row.region,
        zip=row.zip,
        may_contact=row.may_contact,
        consent_at=row.consent_at,
        consent_source=row.consent_source,
        consent_wording=row.consent_wording,
        wheelchair=row.wheelchair,
        transport=row.transport,
        escort=row.escort,
        is_nervous=row.is_nervous,
        created_at=row.created_at,
        merged_into=row.merged_into_id,
        deceased_on=row.deceased_on,
        referrals=getattr(row, "how_many", 0),
        last_referred_at=getattr(row, "last_at", None),
    )


def whole_patient(row: Patient) -> PatientFacts:
    """The facts of one row with who speaks for them and who pays; `prefetch_related("proxies", "coverages")` makes it two queries for many."""
    return replace(
        patient_facts(row),
        proxies=tuple(_proxy_facts(proxy, row.language) for proxy in _in_order(row.proxies.all())),
        coverages=tuple(_coverage_facts(coverage) for coverage in _in_order(row.coverages.all())),
    )


def contact_of(row: Patient) -> Contact:
    """Who is written to about the patient of a row."""
    written_to = next((_contact(proxy, row) for proxy in row.proxies.all() if proxy.is_contact and proxy.ended_on is None), None)
    return decide_contact(_own(row), written_to, proxy_is_contact=True)


def contacts_for(languages: Mapping[UUID, str]) -> dict[UUID, Contact]:
    """Who is written to in place of these patients (by key, with the language of each), for those where somebody else is; one query."""
    speakers = Proxy.objects.filter(patient_id__in=languages, is_contact=True, ended_on=None, birth_date__isnull=False)
    return {
        proxy.patient_id: Contact(
            proxy.full_name,
            proxy.given_name,
            proxy.birth_date,
            proxy.phone,
            proxy.email,
            proxy.language or languages[proxy.patient_id],
            True,
            proxy.pk,
        )
        for proxy in speakers
        if proxy.phone or proxy.email
    }


def address_of(row: Patient) -> PostalAddress:
    """Where a letter to the patient of a row goes; false where it is not known whole."""
    return PostalAddress(row.street, row.city, row.region, row.zip)


def openers_of(row: Patient, today: date) -> tuple[Contact, ...]:
    """Everybody whose own birth date opens the link of the patient of a row on that day, whoever is written to first."""
    speakers = [
        Speaker(_contact(proxy, row), proxy.authority, proxy.is_contact, proxy.ended_on is not None)
        for proxy in _in_order(row.proxies.all())
    ]
    return decide_openers(_own(row), speakers, today)


def reader_name(patient: Patient, reader: Contact | None = None) -> str:
    """Who acts by the patient's link, as the history names them: the patient, or whoever speaks for them; without one, who is written to."""
    contact = reader or contact_of(patient)
    return f"{contact.name}, for {patient.given_name}" if contact.is_proxy else contact.name


def _own(row: Patient) -> Contact:
    return Contact(row.full_name, row.given_name, row.birth_date, row.phone, row.email, row.language)


def _contact(proxy: Proxy, row: Patient) -> Contact:
    language = proxy.language or row.language
    return Contact(proxy.full_name, proxy.given_name, proxy.birth_date, proxy.phone, proxy.email, language, True, proxy.pk)


def _in_order[Row: (Proxy, Coverage)](rows: Iterable[Row]) -> list[Row]:
    """Sorted here, so that rows that were read beforehand are not read again."""
    return sorted(rows, key=lambda row: row.place)


def others_at(viewer: Viewer, phone: str, patient_id: UUID) -> int:
    """How many other people whom the viewer knows are reached at this number (E.164): themselves, or through somebody who speaks for them.

    Known are those of the practice's own chart and those of referrals to and from it. At most nine are counted.
    """
    if not phone or not viewer.is_staff:
        return 0
    own = Patient.objects.filter(Q(practice_id=viewer.practice_id), merged_into=None)
    sent_here = Referral.objects.filter(visible_to(viewer))
    at_proxy = {"phone": phone, "ended_on": None}
    parts = (
        own.filter(phone=phone).values_list("pk"),
        own.filter(**{f"proxies__{column}": value for column, value in at_proxy.items()}).values_list("pk"),
        sent_here.filter(patient__phone=phone).values_list("patient_id").distinct(),
        sent_here.filter(**{f"patient__proxies__{column}": value for column, value in at_proxy.items()})
        .values_list("patient_id")
        .distinct(),
    )
    first, *others = (part.order_by()[: MOST_COUNTED + 1] for part in parts)
    found = {key for (key,) in first.union(*others)}
    return min(len(found - {patient_id}), MOST_COUNTED)


def _proxy_facts(row: Proxy, language: str) -> ProxyFacts:
    return ProxyFacts(
        id=row.pk,
        name=row.full_name,
        given_name=row.given_name,
        family_name=row.family_name,
        relation=row.relation,
        authority=row.authority,
        birth_date=row.birth_date,
        phone=row.phone,
        phone_display=display_phone(row.phone) if row.phone else "",
        email=row.email,
        language=row.language or language,
        is_contact=row.is_contact,
        ended_on=row.ended_on,
    )


def _coverage_facts(row: Coverage) -> CoverageFacts:
    return CoverageFacts(row.kind, row.carrier, row.plan, row.member_id, row.group_number, row.subscriber, row.covers)
