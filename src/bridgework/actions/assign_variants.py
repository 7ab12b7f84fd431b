from collections.abc import Mapping, Sequence
from dataclasses import replace
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
    trials = {Said(one.practice_id, one.wording.kind, one.wording.channel, one.wording.language): one for one in running}
    to_patients = [one for one in messages if trials and one.recipient == "patient" and one.referral_id]
    if not to_patients:
        return {}
    chosen = _in_trial(to_patients, trials)
    for trial, variant in set(chosen.values()):
        alike = [pk for pk, place in chosen.items() if place == (trial, variant)]
        PlannedMessage.objects.filter(pk__in=alike).update(trial=trial, variant=variant)
    return {pk: with_subject(trial.wording.subject, trial.wording.body) for pk, (trial, variant) in chosen.items() if variant == "b"}


def _in_trial(messages: Sequence[HeldMessage], trials: Mapping[Said, WordingTrial]) -> dict[UUID, tuple[WordingTrial, str]]:
    """The messages that are in a trial of what is said for every visit, and which of the two words each gets."""
    keys = {one.referral_id for one in messages if one.referral_id}
    about = word_facts(SYSTEM, keys)
    in_no_hurry = set(Referral.objects.filter(pk__in=keys, tier__in=TRIED_TIERS).values_list("pk", flat=True))
    said = {
        (one.pk, one.referral_id): Said.of(one.kind, one.channel, one.language, about[one.referral_id])
        for one in messages
        if one.referral_id in in_no_hurry and one.referral_id in about
    }
    for_every_visit = {key: replace(key, purpose="", anxious=False) for key in said.values()}
    words = words_in_force(SYSTEM, {*said.values(), *for_every_visit.values()})
    return {
        pk: (trial, variant_of(trial.pk, referral_id))
        for (pk, referral_id), key in said.items()
        if (trial := trials.get(for_every_visit[key])) and words.get(key) == words.get(for_every_visit[key])
    }
