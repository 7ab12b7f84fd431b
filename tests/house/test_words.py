"""One noun on every floor: whatever the rules can say, the pages have words for, and nothing more."""

import re

from bridgework.actions.attach_file import KINDS
from bridgework.config.environment import CHECKOUT, PACKAGE
from bridgework.messages.next_steps import TITLES, WAITING
from bridgework.messages.timeline import DECLINED_BECAUSE
from bridgework.rules.endings import DECLINE_REASONS
from bridgework.rules.facts import ROLES
from bridgework.rules.permissions import MAY, STEPS_OF_ROLE
from bridgework.web.desk.frame import ROLE_WORDS
from bridgework.web.desk.referral_page import KINDS as KIND_WORDS

DECIDED = set(re.findall(r"(?:NextStep|_another_visit)\(\w+, \"(\w+)\"", (PACKAGE / "rules" / "next_step.py").read_text()))
OF_DOCUMENTS = {"complete_intake"}


def test_every_next_step_has_a_title_for_both_sides() -> None:
    assert set(TITLES) == DECIDED | OF_DOCUMENTS
    assert set(WAITING) == DECIDED


def test_every_next_step_is_somebodys_work() -> None:
    assert set().union(*STEPS_OF_ROLE.values()) == set(TITLES)
    assert set(STEPS_OF_ROLE) == set(ROLES) == set(ROLE_WORDS)


def test_every_act_is_allowed_to_somebody_and_asked_for_somewhere() -> None:
    assert all(roles and roles <= set(ROLES) for roles in MAY.values())
    source = "".join(file.read_text() for floor in ("actions", "web") for file in (PACKAGE / floor).rglob("*.py"))
    assert {act for act in MAY if f'"{act}"' not in source} == set()


def test_reasons_and_kinds_are_the_same_everywhere() -> None:
    assert set(DECLINE_REASONS) == set(DECLINED_BECAUSE)
    assert set(KINDS) == set(KIND_WORDS)


def test_the_glossary_uses_each_word_once() -> None:
    words = re.findall(r"^\| ([^|]+) \|", (CHECKOUT / "docs" / "words.md").read_text(), re.MULTILINE)
    each = [word.strip() for entry in words for word in entry.split(",")]
    assert len(each) == len(set(each)) > 30
