"""A case in one line."""

import pytest

from bridgework.rules.summary import summarize


@pytest.mark.parametrize(
    ("case", "line"),
    [
        (
            {"procedure": "first_treatment", "findings": {"spontaneous_pain": "yes", "swelling": "yes", "fever": "yes"}},
            "First root canal treatment · pain with swelling, fever",
        ),
        ({"procedure": "cracked_tooth", "findings": {"bite_pain": "yes", "swelling": "no"}}, "Cracked tooth · pain on biting"),
        ({"procedure": "diagnosis", "findings": {"bite_pain": "yes", "lingering_cold": "yes"}}, "Find the cause · pain, no swelling"),
        ({"procedure": "consultation", "findings": {"trouble_breathing": "yes"}}, "Consultation · trouble breathing"),
        ({"procedure": "retreatment", "findings": {}, "reason": "A dark area on the film."}, "Retreatment · A dark area on the film."),
        ({"procedure": "trauma", "findings": {"trauma": "yes"}}, "Injury"),
        ({}, ""),
    ],
)
def test_what_is_asked_and_the_findings_that_matter_most(case: dict[str, object], line: str) -> None:
    assert summarize(case) == line


def test_a_finding_that_was_not_asked_or_is_absent_is_never_named() -> None:
    assert summarize({"procedure": "retreatment", "findings": {"fever": "no", "swelling": "no"}}) == "Retreatment"


def test_it_fits_its_column() -> None:
    assert len(summarize({"procedure": "retreatment", "reason": "long " * 200})) == 300
