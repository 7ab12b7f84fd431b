"""What the database says, by plain questions: a simulation is no part of the program, and looks at its tables from outside."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

Time = tuple[UUID, datetime]
"""A clinician and when a visit begins."""


def rows_of(question: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows of an answer."""
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return list(cursor.fetchall())


def link_of(referral_id: UUID) -> tuple[UUID, date]:
    """The link that the patient of a referral has by mail, and the birth date that opens it."""
    question = """
        SELECT link.id, patient.birth_date FROM records_patientlink AS link JOIN records_patient AS patient ON patient.id = link.patient_id
        WHERE link.referral_id = %s AND link.revoked_at IS NULL ORDER BY link.created_at DESC LIMIT 1
    """
    ((link_id, birth_date),) = rows_of(question, referral_id)
    return link_id, birth_date


def visits_of(referral_id: UUID, status: str, purpose: str = "") -> list[Time]:
    """Provider and start of a referral's times of that status, of holds those of a purpose."""
    question = "SELECT provider_id, starts_at FROM records_appointment WHERE referral_id = %s AND status = %s AND purpose LIKE %s"
    return rows_of(question, referral_id, status, purpose or "%")
