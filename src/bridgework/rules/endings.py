"""How a referral may end without a report: why it was declined, and what then becomes of the patient. Codes with their words."""

DECLINE_REASONS = {
    "outside_scope": "Outside what we treat",
    "not_accepting": "No capacity in a safe time",
    "insurance_not_accepted": "Coverage not accepted",
    "redirected": "Redirected to another practice",
    "patient_unreachable": "Patient could not be reached",
    "patient_unwilling": "Patient does not want the visit",
    "treated_elsewhere": "Treated elsewhere",
    "insufficient_information": "Not enough information to act on",
    "other": "Another reason",
}

CONSEQUENCES = {
    "patient_told": "The patient was told and needs nothing more",
    "referred_again": "The patient is referred again",
    "treated_here": "We treat the patient here",
    "patient_unreachable": "The patient could not be told",
}
