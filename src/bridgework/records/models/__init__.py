"""The tables, one noun a file.

A reference says `db_index=False` where a named index or constraint begins with it, or where nobody looks rows up by it: every index is paid
for by every referral that comes in.
"""

from bridgework.records.models.access import AccessRecord
from bridgework.records.models.attachment import Attachment
from bridgework.records.models.cadence import CadencePolicy, ReferralCadence
from bridgework.records.models.calendar import Appointment, Availability, Closure, VisitType
from bridgework.records.models.call import CallAttempt, CallClaim
from bridgework.records.models.chase import RecordsChase
from bridgework.records.models.consent import ContactConsent, OptOut
from bridgework.records.models.contradiction_answer import ContradictionAnswer
from bridgework.records.models.coverage import Coverage, CoverageCheck
from bridgework.records.models.directory import DirectoryValue, Favorite, Invitation, PracticeWords
from bridgework.records.models.form_question import FormQuestion
from bridgework.records.models.guest import GuestFile, GuestLink, GuestSubmission, GuestUpload
from bridgework.records.models.inbound import InboundMessage, InboundPicture
from bridgework.records.models.intake import IntakeDocument
from bridgework.records.models.known_patient import KnownPatient
from bridgework.records.models.message import MessageAttempt, MessageReceipt, PlannedMessage
from bridgework.records.models.operatory import Operatory
from bridgework.records.models.organization import Location, Organization, Practice
from bridgework.records.models.outside_calendar import BusyCalendar, BusyTime, CalendarFeed
from bridgework.records.models.patient import Patient
from bridgework.records.models.patient_answer import PatientAnswer
from bridgework.records.models.patient_link import PatientLink
from bridgework.records.models.patient_merge import PatientMerge
from bridgework.records.models.patient_pair import PatientPair, UncomparedPatient
from bridgework.records.models.person import Membership, Person, Provider
from bridgework.records.models.proxy import Proxy
from bridgework.records.models.referral import Referral, ReferralEvent
from bridgework.records.models.referral_template import ReferralTemplate
from bridgework.records.models.report import ConsultReport
from bridgework.records.models.triage import Escalation, InstructionTemplate, StandIn, TierChange, TriageDecision
from bridgework.records.models.upload import SnapLink, Upload
from bridgework.records.models.wait_list import WaitListEntry
from bridgework.records.models.wording import Wording
from bridgework.records.models.wording_trial import WordingTrial

__all__ = [
    "AccessRecord",
    "Appointment",
    "Attachment",
    "Availability",
    "BusyCalendar",
    "BusyTime",
    "CadencePolicy",
    "CalendarFeed",
    "CallAttempt",
    "CallClaim",
    "Closure",
    "ConsultReport",
    "ContactConsent",
    "ContradictionAnswer",
    "Coverage",
    "CoverageCheck",
    "DirectoryValue",
    "Escalation",
    "Favorite",
    "FormQuestion",
    "GuestFile",
    "GuestLink",
    "GuestSubmission",
    "GuestUpload",
    "InboundMessage",
    "InboundPicture",
    "InstructionTemplate",
    "IntakeDocument",
    "Invitation",
    "KnownPatient",
    "Location",
    "Membership",
    "MessageAttempt",
    "MessageReceipt",
    "Operatory",
    "OptOut",
    "Organization",
    "Patient",
    "PatientAnswer",
    "PatientLink",
    "PatientMerge",
    "PatientPair",
    "Person",
    "PlannedMessage",
    "Practice",
    "PracticeWords",
    "Provider",
    "Proxy",
    "RecordsChase",
    "Referral",
    "ReferralCadence",
    "ReferralEvent",
    "ReferralTemplate",
    "SnapLink",
    "StandIn",
    "TierChange",
    "TriageDecision",
    "UncomparedPatient",
    "Upload",
    "VisitType",
    "WaitListEntry",
    "Wording",
    "WordingTrial",
]
