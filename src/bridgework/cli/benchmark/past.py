"""Three years of referrals in a network: patients, histories, audit, messages, visits and reports, ready for COPY."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from bridgework.cli.benchmark.network import BEGAN, FAMILY, GIVEN, SEED, Network, Office
from bridgework.cli.benchmark.paths import DAY, ENDED, HOUR, OPEN, Path, paths_of
from bridgework.cli.benchmark.rows import NULL, Ids, Rows, moment
from bridgework.rules import referral_states as states
from bridgework.rules.case import clean
from bridgework.rules.facts import INITIATOR
from bridgework.rules.summary import summarize
from bridgework.rules.urgency import decide_urgency

RECENT, OPEN_OF_RECENT = 0.2, 0.6
"""Of the last fifth six in ten are open, so that one in eight is in all."""
ONE_PAIR_IN = 100
"""Patients of whom the job found that one may be the one before."""
BATCH = 10_000
"""Referrals whose rows are made before they are carried in."""
SLOT = 45 * 60
TIMES = (
    "created_at sent_at respond_by reviewed_at accepted_at booked_at seen_at reported_at ended_at closed_at records_asked_at offered_at "
    "offers_expire_at visit_ends_at visit_lost_at cancel_requested_at report_delivered_at report_acknowledged_at ending_acknowledged_at "
    "discarded_at"
).split()
CASES: tuple[dict[str, Any], ...] = (
    {
        "procedure": "retreatment",
        "wanted": "evaluate_and_treat",
        "reason": "Old root canal, a dark area at the tip on the film.",
        "findings": {"cold_response": "no", "percussion_pain": "no", "swelling": "no"},
        "duration": "months",
    },
    {
        "procedure": "first_treatment",
        "wanted": "evaluate_and_treat",
        "reason": "Pain for three days, worse at night.",
        "findings": {"spontaneous_pain": "yes", "lingering_cold": "yes", "cold_response": "yes", "swelling": "no"},
        "duration": "days",
    },
    {
        "procedure": "first_treatment",
        "wanted": "evaluate_and_treat",
        "reason": "Swollen cheek since last night, throbbing.",
        "findings": {"spontaneous_pain": "yes", "swelling": "yes", "fever": "no", "trouble_breathing": "no", "trouble_swallowing": "no"},
        "duration": "today",
    },
    {
        "procedure": "diagnosis",
        "wanted": "evaluate",
        "reason": "Pain on biting now and then, no crack to be seen.",
        "findings": {"bite_pain": "yes", "swelling": "no"},
        "duration": "weeks",
    },
)
TELLS = {
    "sent": (("receipt_to_sender", "sender"), ("new_referral", "desk")),
    "booked": (("visit_booked", "patient"),),
}
"""The messages that a happening planned."""
AUDITED = frozenset({"sent", "accepted", "reported"})
"""Happenings with a row of audit: enough to make that table large, too."""


@dataclass(frozen=True, slots=True)
class Known:
    """A patient with the plain names and the phone number by which the practices that know them find them."""

    key: str
    plain: tuple[str, str, str]
    practices: set[str]


@dataclass(frozen=True, slots=True)
class Case:
    """What is told of a case, as COPY takes it: its JSON, the line for lists, the tier and its reasons."""

    told: str
    reason: str
    tier: str
    tier_reasons: str


class Past:
    """Makes the rows, batch by batch; always the same for the same size, seed and instant."""

    def __init__(self, network: Network, size: int, now: datetime) -> None:
        self.network, self.size, self.now = network, size, now.timestamp()
        self.ids, self.random = Ids(SEED + 2), Random(SEED + 3)
        self.cases = [_case(case) for case in CASES]
        self.ended = {case.tier: paths_of(ENDED, case.tier) for case in self.cases}
        self.open = {case.tier: paths_of(OPEN, case.tier) for case in self.cases}
        self.last_patient: dict[str, Known] = {}
        self.next_slot: dict[str, float] = {}
        self.next_free: dict[str, float] = {}
        self.patients = Rows(
            "records_patient",
            "id practice_id family_name given_name birth_date phone email language interpreter preferred_channel zip may_contact consent_at "
            "consent_source is_nervous created_at",
        )
        self.known_patients = Rows("records_knownpatient", "practice_id patient_id family_name given_name phone")
        self.pairs = Rows("records_patientpair", "id practice_id older_id newer_id state found_at")
        self.patient_history = Rows(
            "records_patientevent",
            "pgh_created_at pgh_label pgh_obj_id id practice_id family_name given_name birth_date phone email language interpreter "
            "preferred_channel zip may_contact consent_at consent_source is_nervous created_at",
        )
        self.referrals = Rows(
            "records_referral",
            "id submission_key patient_id sender_practice_id referring_provider_id recipient_practice_id started_by_id way specialty teeth "
            f"case reason state tier tier_reasons version owner_side desk_practice_id next_step due_at {' '.join(TIMES)} records_asked "
            "records_asked_note records_complete another_visit_needed cancel_reason decline_reason decline_note no_visit_reason previous_link",
        )
        self.events = Rows(
            "records_referralevent", "id referral_id at kind move_number state_from state_to person_id practice_id who way details"
        )
        self.audit = Rows("records_accessrecord", "id at act what person_id practice_id who way referral_ids")
        self.messages = Rows(
            "records_plannedmessage",
            "id referral_id kind occasion recipient patient_id practice_id channel language address facts status due_at created_at changed_at "
            "tries",
        )
        self.attempts = Rows("records_messageattempt", "id message_id number channel started_at finished_at outcome provider_id sentence")
        self.visits = Rows(
            "records_appointment",
            "id referral_id provider_id location_id visit_type_id starts_at ends_at blocked_until status purpose booked_by_name created_at "
            "changed_at reason",
        )
        self.links = Rows("records_patientlink", "id secret_sha256 referral_id patient_id created_at expires_at failed_tries")
        self.reports = Rows(
            "records_consultreport",
            "id referral_id version kind author_id visit_on findings pulpal apical diagnosis treatment_status treatment_done prognosis "
            "restoration_needed follow_up no_visit_reason saved_at sent_at",
        )
        self.tables = (
            self.patients, self.patient_history, self.known_patients, self.pairs, self.referrals, self.events, self.audit, self.messages, self.attempts, self.visits,
            self.links, self.reports,
        )  # fmt: skip

    def batches(self) -> Iterator[int]:
        """Fills `tables` with the next batch, and says how many referrals there are so far; the caller takes the rows out."""
        ended_weights = list(accumulate(weight for weight, _ in ENDED))
        open_weights = list(accumulate(weight for weight, _ in OPEN))
        recent = int(self.size * (1 - RECENT))
        for number in range(self.size):
            created = BEGAN + (self.now - BEGAN) * number / self.size
            case = self.random.choice(self.cases)
            path = self.random.choices(self.ended[case.tier], cum_weights=ended_weights)[0]
            if (number > recent and self.random.random() < OPEN_OF_RECENT) or created + path.length > self.now:
                path = self.random.choices(self.open[case.tier], cum_weights=open_weights)[0]
                created = min(created, self.now - path.length - HOUR)
            self._referral(path, case, created)
            if (number + 1) % BATCH == 0 or number + 1 == self.size:
                yield number + 1

    def _referral(self, path: Path, case: Case, created: float) -> None:
        random, network = self.random, self.network
        sender = random.choices(network.senders, cum_weights=network.sender_shares)[0]
        recipient = random.choices(network.receivers, cum_weights=network.receiver_shares)[0]
        known, began = self._patient(sender, created), moment(created)
        patient = known.key
        if path.state != states.DRAFT:
            self._know(known, recipient.id)
        key = self.ids.at(created)
        owner = NULL if path.side is None else sender.id if path.side == INITIATOR else recipient.id
        due = NULL if path.step is None else moment(self.now + random.uniform(-3, 10) * DAY)
        times = [moment(created + path.times[column]) if column in path.times else NULL for column in TIMES]
        kinds = path.kinds
        self.referrals.add(
            key, self.ids.at(created), patient, sender.id, sender.providers[0], recipient.id, sender.people["referrer"], "portal",
            recipient.specialty, f"{{{random.randrange(1, 33)}}}", case.told, case.reason, path.state, case.tier, case.tier_reasons, str(len(path.happenings)),
            path.side or NULL, owner, path.step or NULL, due, *times, "{periapical_film}" if "records_asked" in kinds else "{}", "",
            "f" if "records_asked" in kinds else "t", "f", "", "outside_scope" if "declined" in kinds else "", "", "", "",
        )  # fmt: skip
        for happening in path.happenings:
            at = created + happening.after
            office = sender if happening.by_sender else recipient
            role = "referrer" if happening.by_sender else "coordinator"
            self._happened(happening, key, patient, office, office.people[role], role, at)
            if happening.kind == "booked":
                self._visit(path, key, recipient, at)
        if "accepted" in kinds:
            link = self.ids.at(created)
            secret = link.replace("-", "") * 2
            self.links.add(link, secret, key, patient, began, moment(created + 60 * DAY), "0")
        if "reported" in kinds:
            self._report(key, recipient, created + path.times["reported_at"])

    def _patient(self, sender: Office, created: float) -> "Known":
        """Somebody new comes into the practice's chart every time; in one of five referrals it is about the one who came before."""
        known = self.last_patient.get(sender.id)
        random, key, at = self.random, self.ids.at(created), moment(created)
        born = date(1940, 1, 1) + timedelta(days=random.randrange(30_000))
        phone = (
            f"+1312555{random.randrange(10_000):04}" if random.random() < 0.02 else f"+1{random.randrange(2_010_000_000, 9_890_000_000)}"
        )
        facts: tuple[str, ...] = (
            sender.id,
            random.choice(FAMILY),
            random.choice(GIVEN),
            born.isoformat(),
            phone,
            "",
            "es" if random.random() < 0.2 else "en",
        )
        facts += ("f", "sms", "60601", "t", at, "told at the desk", "f", at)
        self.patients.add(key, *facts)
        self.patient_history.add(at, "insert", key, key, *facts)
        new = Known(key, (f" {facts[1].lower()}", f" {facts[2].lower()}", phone), set())
        self._know(new, sender.id)
        if known and int(key[-4:], 16) % ONE_PAIR_IN == 0:
            self.pairs.add(self.ids.at(created), sender.id, min(known.key, key), max(known.key, key), "open", at)
        self.last_patient[sender.id] = new
        return known if known and random.random() < 0.2 else new

    def _know(self, patient: "Known", practice: str) -> None:
        """What the triggers would write: whom a practice can find by name."""
        if practice not in patient.practices:
            patient.practices.add(practice)
            self.known_patients.add(practice, patient.key, *patient.plain)

    def _happened(self, happening: Any, referral: str, patient: str, office: Office, person: str, role: str, at: float) -> None:
        event, when, who = self.ids.at(at), moment(at), f"{role.capitalize()} of {office.name}"
        number = NULL if happening.move_number is None else str(happening.move_number)
        self.events.add(
            event, referral, when, happening.kind, number, happening.state_from, happening.state_to, person, office.id, who, "portal",
            f'{{"to": "{office.name}", "files": 1}}' if happening.kind == "sent" else "{}",
        )  # fmt: skip
        if happening.kind in AUDITED:
            self.audit.add(self.ids.at(at), when, "write", happening.kind, person, office.id, who, "portal", f"{{{referral}}}")
        for kind, recipient in TELLS.get(happening.kind, ()):
            message, to_patient = self.ids.at(at), recipient == "patient"
            self.messages.add(
                message, referral, kind, event, recipient, patient if to_patient else NULL, NULL if to_patient else office.id,
                "sms" if to_patient else "email", "en", "+13125550199" if to_patient else "desk@practice.example",
                f'{{"practice": "{office.name}", "phone": "+13125550100", "zone": "America/Chicago"}}', "sent", when, when, when, "1",
            )  # fmt: skip
            provider_id = message if to_patient else ""
            self.attempts.add(self.ids.at(at), message, "1", "sms" if to_patient else "email", when, when, "accepted", provider_id, "")

    def _visit(self, path: Path, referral: str, recipient: Office, at: float) -> None:
        """A visit in the next free time of a provider: one after the other since the beginning, those to come from tomorrow on."""
        is_ahead = path.step == "see_patient"
        provider = self.random.choice(recipient.providers)
        taken = self.next_free if is_ahead else self.next_slot
        starts = taken.get(provider, self.now + DAY if is_ahead else BEGAN)
        taken[provider] = starts + SLOT
        status = "booked" if is_ahead else "missed" if "seen" not in path.kinds else "seen"
        begins, ends, when = moment(starts), moment(starts + SLOT - 300), moment(at)
        self.visits.add(
            self.ids.at(at), referral, provider, recipient.location, recipient.visit_type, begins, ends, moment(starts + SLOT), status, "",
            "the desk", when, when, "",
        )  # fmt: skip

    def _report(self, referral: str, recipient: Office, at: float) -> None:
        when = moment(at)
        self.reports.add(
            self.ids.at(at), referral, "1", "final", recipient.providers[0], when[:10], "Two canals missed in the first treatment.",
            "previously_treated", "asymptomatic_apical_periodontitis", "Previously treated.", "done", "Retreated, both canals filled.",
            "good", "Crown within a month.", "Film in a year.", "", when, when,
        )  # fmt: skip


def _case(given: dict[str, Any]) -> Case:
    """A case as an action would have kept it."""
    case, _ = clean(given)
    urgency = decide_urgency(case["findings"], case["procedure"], ["30"])
    reasons = ",".join(json.dumps(reason.sentence, ensure_ascii=False) for reason in urgency.reasons)
    return Case(_escaped(json.dumps(case, ensure_ascii=False)), summarize(case), urgency.tier, _escaped(f"{{{reasons}}}"))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\")
