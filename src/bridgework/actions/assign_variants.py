from collections.abc import Sequence
from uuid import UUID

from bridgework.actions.hold_messages import HeldMessage
from bridgework.lookups.words_in_force import Said, word_facts, words_in_force
from bridgework.messages.templates import with_subject
from bridgework.records.models import PlannedMessage, Referral, WordingTrial
from bridgework.rules.facts import SYSTEM
from bridgework.rules.reach import TRIED_TIERS, variant_of


def assign_variants(messages: Sequence[HeldMessage]) -> dict[UUID, str]:
    """Which of the words under trial each locked message that goes out now gets; answers with the words of those that get the other ones.

    In a trial is a message to a patient who is in no hurry and would else get the words that are said for every visit: words for a purpose or
    for the nervous are better than any average. One query where no trial runs, and a few where some do.
    """
    running = WordingTrial.objects.filter(ended_at=None, wording__approved_at=None, wording__retired_at=None).select_related("wording")
    trials = {(one.practice_id, one.wording.kind, one.wording.channel, one.wording.language): one for one in running}
    to_patients = [one for one in messages if trials and one.recipient == "patient" and one.referral_id]
    if not to_patients:
        return {}
    keys = {one.referral_id for one in to_patients if one.referral_id}
    about = word_facts(SYSTEM, keys)
    patient_in_no_hurry = set(Referral.objects.filter(pk__in=keys, tier__in=TRIED_TIERS).values_list("pk", flat=True))
    said = {
        one.pk: Said.of(one.kind, one.channel, one.language, about[one.referral_id])
        for one in to_patients
        if one.referral_id in patient_in_no_hurry and one.referral_id in about
    }
    found = {pk: (key, trials.get((key.practice_id, key.kind, key.channel, key.language))) for pk, key in said.items() if key.practice_id}
    plain = {pk: Said(key.practice_id, key.kind, key.channel, key.language) for pk, (key, _) in found.items()}
    words = words_in_force(SYSTEM, {*said.values(), *plain.values()})
    assigned: dict[UUID, tuple[WordingTrial, str]] = {}
    for one in to_patients:
        key, trial = found.get(one.pk, (None, None))
        if key is not None and trial is not None and one.referral_id and words.get(key) == words.get(plain[one.pk]):
            assigned[one.pk] = trial, variant_of(trial.pk, one.referral_id)
    for trial, variant in set(assigned.values()):
        alike = [pk for pk, place in assigned.items() if place == (trial, variant)]
        PlannedMessage.objects.filter(pk__in=alike).update(trial=trial, variant=variant)
    return {pk: with_subject(trial.wording.subject, trial.wording.body) for pk, (trial, variant) in assigned.items() if variant == "b"}
