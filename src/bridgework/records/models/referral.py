from typing import Any

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value

from bridgework.records import constraints
from bridgework.records.ids import new_id
from bridgework.records.models.organization import Practice
from bridgework.records.models.patient import Patient
from bridgework.records.models.person import Person, Provider
from bridgework.rules import referral_states as states
from bridgework.rules.escalation import CHASED


class Referral(models.Model):
    """One referral of one patient for one problem to one practice.

    The state is the published one; finer facts stand beside it. The first time of each stage is kept for good, so that any
    funnel can be rebuilt later; owner, next step and due time are computed by `rules.next_step` whenever a fact changes.
    """

    as_locked: dict[str, Any] | None = None
    """What stood in the columns when the row was locked: no column, for `actions/ledger.py`."""

    id = models.UUIDField(primary_key=True, default=new_id)
    number = models.BigIntegerField(unique=True, db_default=Func(Value("referral_number"), function="nextval"))
    submission_key = models.UUIDField(default=new_id)
    """Made by the page that started it: a double click or a retry finds the same referral."""
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="referrals")
    sender_practice = models.ForeignKey(Practice, models.PROTECT, related_name="sent_referrals", db_index=False)
    referring_provider = models.ForeignKey(Provider, models.PROTECT, null=True, related_name="+", db_index=False)
    recipient_practice = models.ForeignKey(Practice, models.PROTECT, null=True, related_name="received_referrals", db_index=False)
    assigned_provider = models.ForeignKey(Provider, models.PROTECT, null=True, related_name="+", db_index=False)
    started_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    saved_at = models.DateTimeField(null=True)
    """When the draft was written to last, by whom, and from which open page: two pages on one draft never overwrite each other unseen."""
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    saved_with = models.UUIDField(null=True)
    way = models.CharField(max_length=20, default="portal")
    """By which door it came: portal, fhir, command line ..."""

    specialty = models.CharField(max_length=40, blank=True)
    teeth = ArrayField(models.CharField(max_length=3), default=list)
    """Universal designations."""
    sites = ArrayField(models.CharField(max_length=40), default=list, db_default=[])
    """What the teeth alone do not say (surfaces, soft tissue, a gap, an extra tooth), in the shape of `rules.sites`."""
    case = models.JSONField(default=dict)
    """What was asked and found; its shape is `rules.questions`."""
    wants_advice = models.BooleanField(default=False, db_default=False)
    """What is wanted is advice on the records, without a visit."""
    reason = models.CharField(max_length=300, blank=True)
    """One line for lists, made from the case."""

    state = models.CharField(max_length=8, default=states.DRAFT)
    tier = models.CharField(max_length=10, default="elective")
    tier_reasons = ArrayField(models.CharField(max_length=200), default=list)
    version = models.IntegerField(default=0)

    owner_side = models.CharField(max_length=9, null=True)
    desk_practice = models.ForeignKey(Practice, models.PROTECT, null=True, related_name="+", db_index=False)
    """On whose worklist it stands: the owner's, or the other side's where the owner is not on the network."""
    next_step = models.CharField(max_length=30, null=True)
    due_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    """When somebody by name was told that this very step is late; None again with the next step or due time."""

    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    respond_by = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    booked_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    records_asked_at = models.DateTimeField(null=True)
    records_asked = ArrayField(models.CharField(max_length=40), default=list)
    records_asked_note = models.TextField(blank=True)
    records_complete = models.BooleanField(default=True)
    records_unanswered_at = models.DateTimeField(null=True)
    """When the last reminder stayed without an answer, so that a person of the receiving practice decides (`rules.chase`)."""
    offered_at = models.DateTimeField(null=True)
    offers_expire_at = models.DateTimeField(null=True)
    time_requested_at = models.DateTimeField(null=True)
    """When the patient asked for a time that the practice has to confirm first (its own calendar could not be read)."""
    visit_ends_at = models.DateTimeField(null=True)
    visit_lost_at = models.DateTimeField(null=True)
    another_visit_needed = models.BooleanField(default=False)
    lost_visits = models.SmallIntegerField(default=0, db_default=0)
    """How often the patient missed a visit or cancelled it late, since a person last decided to go on."""
    choose_until = models.DateTimeField(null=True)
    """Until when messages reach the patient, who may choose a time alone; then a person calls. None where no cadence runs for that."""
    call_wanted_at = models.DateTimeField(null=True)
    """Since when a person has to call the patient at once: they told of more pain, or asked for it."""
    call_again_at = models.DateTimeField(null=True)
    """When the patient is to be called again, after a call that settled nothing."""
    reply_waits_since = models.DateTimeField(null=True)
    """Since when something that the patient wrote waits for a person to read it."""
    call_tries = models.SmallIntegerField(default=0, db_default=0)
    """Calls in a row that reached nobody."""
    call_reason = models.CharField(max_length=20, blank=True, default="", db_default="")
    """Why the patient is called (`rules.calls`); "" where nobody has to."""
    call_due_at = models.DateTimeField(null=True)
    call_zone = models.CharField(max_length=64, blank=True, default="", db_default="")
    """The time zone in which the patient is called by day."""
    undecided_since = models.DateTimeField(null=True)
    """Since when a person has to decide how to go on: nobody was reached, visits were missed, or the patient said no."""
    undecided_because = models.CharField(max_length=20, blank=True, default="", db_default="")
    patient_says = models.CharField(max_length=10, blank=True, default="", db_default="")
    """Whether the patient wants the visit: yes, thinking or no; "" where nobody asked."""
    patient_says_because = models.CharField(max_length=20, blank=True, default="", db_default="")
    patient_said_at = models.DateTimeField(null=True)
    time_wish = models.JSONField(default=dict, db_default={})
    """When the patient would like to come, in the shape of `rules.offers`."""
    cancel_requested_at = models.DateTimeField(null=True)
    cancel_reason = models.TextField(blank=True)
    decline_reason = models.CharField(max_length=40, blank=True)
    decline_note = models.TextField(blank=True)
    no_visit_reason = models.CharField(max_length=40, blank=True)
    report_delivered_at = models.DateTimeField(null=True)
    report_acknowledged_at = models.DateTimeField(null=True)
    ending_acknowledged_at = models.DateTimeField(null=True)
    discarded_at = models.DateTimeField(null=True)
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="followers")
    previous_link = models.CharField(max_length=20, blank=True)
    """How it follows from the previous one: redirected, reopened, again (a further referral) or advice (advice became a referral)."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                name=constraints.OPEN_REFERRAL_HAS_NEXT_STEP,
                condition=Q(closed_at=None, owner_side__in=["initiator", "recipient"])
                & Q(next_step__isnull=False, due_at__isnull=False, desk_practice__isnull=False)
                | Q(closed_at__isnull=False, owner_side=None, next_step=None, due_at=None, desk_practice=None),
            ),
            models.CheckConstraint(
                name=constraints.CLOSED_REFERRAL_IS_ENDED,
                condition=Q(closed_at=None)
                | Q(state=states.DRAFT, discarded_at__isnull=False)
                | Q(state__in=[states.DECLINED, states.CANCELLED], ending_acknowledged_at__isnull=False)
                | Q(state=states.OUTCOME_SENT, report_acknowledged_at__isnull=False),
            ),
            models.CheckConstraint(
                name=constraints.SENT_REFERRAL_HAS_RECIPIENT,
                condition=Q(state=states.DRAFT) | Q(recipient_practice__isnull=False, sent_at__isnull=False, respond_by__isnull=False),
            ),
            models.CheckConstraint(
                name=constraints.REFERRAL_HAS_TWO_PRACTICES,
                condition=Q(recipient_practice=None) | ~Q(recipient_practice=F("sender_practice")),
            ),
            models.CheckConstraint(
                name=constraints.CALL_HAS_A_TIME,
                condition=Q(call_reason="", call_due_at=None) | ~Q(call_reason="") & Q(call_due_at__isnull=False),
            ),
            models.CheckConstraint(name=constraints.REFERRAL_STATE_KNOWN, condition=Q(state__in=states.STORED)),
            models.UniqueConstraint(name=constraints.REFERRAL_SUBMITTED_ONCE, fields=["submission_key"]),
        ]
        indexes = [
            models.Index(fields=["desk_practice", "due_at", "id"], name="worklist", condition=Q(closed_at=None)),
            models.Index(fields=["desk_practice", "next_step", "due_at", "id"], name="worklist_step", condition=Q(closed_at=None)),
            models.Index(
                fields=["desk_practice", "due_at", "id"], name="emergencies_waiting", condition=Q(closed_at=None, tier="emergency")
            ),
            models.Index(fields=["recipient_practice", "call_due_at", "id"], name="calls_due", condition=Q(call_due_at__isnull=False)),
            models.Index(fields=["sender_practice", "-created_at", "-id"], name="sent_list"),
            models.Index(  # what a practice's habits are read from stands in it, for the many cards of the directory
                fields=["recipient_practice", "-sent_at", "-id"],
                include=["tier", "state", "reviewed_at", "reported_at"],
                name="received_list",
            ),
            models.Index(fields=["sender_practice", "-sent_at", "-id"], name="sent_period", condition=Q(sent_at__isnull=False)),
            models.Index(fields=["recipient_practice", "next_step", "due_at", "id"], name="received_open", condition=Q(closed_at=None)),
            models.Index(fields=["sender_practice", "-created_at", "-id"], name="sent_open", condition=Q(closed_at=None)),
            models.Index(fields=["recipient_practice", "-sent_at", "-id"], name="received_open_list", condition=Q(closed_at=None)),
            models.Index(
                fields=["sender_practice", "-created_at", "-id"], name="drafts", condition=Q(state=states.DRAFT, discarded_at=None)
            ),
            models.Index(
                fields=["due_at", "id"],
                name="breaches_due",
                condition=~Q(next_step__in=sorted(CHASED)) & Q(closed_at=None, escalated_at=None),
            ),
            models.Index(
                fields=["sender_practice", "sent_at", "id"], name="sent_without_visit", condition=Q(booked_at=None, closed_at=None)
            ),
        ]


class ReferralEvent(models.Model):
    """One thing that happened to a referral: the timeline. Rows are never changed and never deleted (database trigger)."""

    append_only = True  # the application role may add rows and read them, nothing else

    id = models.UUIDField(primary_key=True, default=new_id)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="events", db_index=False)
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    """A move of the table by its action ("sent", "accepted" ...) or a finer fact ("file_added", "records_asked" ...)."""
    move_number = models.SmallIntegerField(null=True)
    state_from = models.CharField(max_length=8, blank=True)
    state_to = models.CharField(max_length=8, blank=True)
    """Both empty where nothing moved."""
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    practice = models.ForeignKey(Practice, models.PROTECT, null=True, related_name="+", db_index=False)
    acted_for = models.ForeignKey(Practice, models.PROTECT, null=True, related_name="+", db_index=False)
    """The practice on whose behalf it was done, where that is another."""
    who = models.CharField(max_length=200)
    way = models.CharField(max_length=20)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["referral", "at", "id"], name="timeline")]
        triggers = [pgtrigger.Protect(name="history_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]
