"""Who gets in: every address with every member of the cast, and every lookup with a stranger."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, get_type_hints
from uuid import UUID

import pytest
import time_machine
from django.test import Client

import addresses
import bridgework.lookups
import make
import walking
from addresses import FAMILY_NAME, NAME_ON_DOCUMENT, Address, World
from bridgework.lookups.known_patients import KnownOnes
from bridgework.lookups.reach import Behind
from bridgework.lookups.words_in_force import Said
from bridgework.rules.cadence_policy import Scope
from bridgework.rules.facts import Viewer
from bridgework.rules.identity import PersonFacts
from bridgework.rules.permissions import MAY, may
from bridgework.rules.refusals import NotAllowed, NotFound
from bridgework.rules.search_words import SearchWords
from people import NOW, Cast
from walking import Answer

METHODS = ("get", "post")
ADMINISTRATION = ("/account/",)
"""Pages of allauth: they show the signed-in person's own account and nothing else."""


@pytest.fixture
def demo(settings: Any) -> None:
    settings.DEMO = True


def ask(client: Client, method: str, address: Address, ids: dict[str, object]) -> Answer:
    return walking.ask(client, method, address.path(ids))


def nobody() -> Client:
    return Client(raise_request_exception=False)


# What every view declares


def test_every_view_of_ours_declares_who_may_enter() -> None:
    assert [address.route for address in addresses.ours() if address.entry is None] == []


def test_what_a_view_declares_is_a_known_act() -> None:
    assert {address.entry.act for address in addresses.of_staff()} <= set(MAY)


def test_packages_bring_no_page_outside_the_account() -> None:
    assert [a.route for a in addresses.all_of_them() if not a.is_ours and not f"/{a.route}".startswith(ADMINISTRATION)] == []


# Nobody, and the wrong role


def test_without_signing_in_nobody_gets_further_than_the_door(cast: Cast) -> None:
    world = addresses.world(cast)
    wrong = []
    for address in addresses.ours():
        for method in METHODS:
            answer = ask(nobody(), method, address, world.ids)
            who = address.entry.who if address.entry else ""
            right = {
                "staff": answer.status == 405 or (answer.status == 302 and answer.to.startswith("/account/login/?next=/")),
                "demo": answer.status in (404, 405),
                "patient": answer.status in (200, 302, 405),
                "guest": answer.status in (200, 302, 404, 405),
                "anyone": answer.status < 500 or address.route == "readyz",  # nothing is ready in a test
            }.get(who, False)
            if not right or FAMILY_NAME in answer.text:
                wrong.append((method, address.route, answer.status))
    assert wrong == []


@pytest.mark.usefixtures("demo")
def test_the_demo_shows_its_cast_and_no_patient(cast: Cast) -> None:
    world = addresses.world(cast)
    for address in addresses.ours():
        if address.entry and address.entry.who == "demo":
            answer = ask(nobody(), "get", address, world.ids)
            assert answer.status in (200, 405)
            assert FAMILY_NAME not in answer.text


def test_nobody_does_what_their_role_does_not_allow(cast: Cast) -> None:
    """Each set of roles asks for everything and posts to everything; everybody else who has them posts once for each act, which is all
    that a view declares.
    """
    world = addresses.world(cast)
    wrong = []
    walked, asked = addresses.of_staff(), set()
    one_of_each_act = list({address.entry.act: address for address in walked}.values())
    with walking.remembering():
        for viewer in cast.everybody:
            client = addresses.signed_in(cast, viewer)
            known = viewer.roles in asked
            asked.add(viewer.roles)
            for address in one_of_each_act if known else walked:
                if may(viewer, address.entry.act):
                    continue
                for method in ("post",) if known else METHODS:
                    answer = ask(client, method, address, world.ids)
                    if answer.status not in (403, 405) or FAMILY_NAME in answer.text:
                        wrong.append((viewer.name, method, address.route, answer.status))
    assert wrong == []


def test_somebody_without_a_practice_gets_nowhere(cast: Cast) -> None:
    world = addresses.world(cast)
    client = nobody()
    client.force_login(cast.people[cast.dana.name], backend=addresses.BACKEND)
    cast.people[cast.dana.name].memberships.update(is_active=False)
    for address in addresses.of_staff():
        assert ask(client, "get", address, world.ids).status in (403, 405), address.route


# Another practice


LOOKED_AT = frozenset(
    f"bridgework.web.desk.{name}"
    for name in (
        "files.file",
        "intake.original",
        "patients.patient",
        "patients.patients",
        "referral.beside",
        "referral.referral",
        "sent.sent_referrals",
        "worklist.worklist",
    )
)
"""Where the patient can be read. Every other address is walked by two strangers with every role; here everybody looks."""


def strangers(cast: Cast) -> list[Viewer]:
    """Everybody who works for neither Lakeview nor Harbor."""
    return [viewer for viewer in cast.everybody if viewer.practice_id not in (cast.lakeview.pk, cast.harbor.pk)]


def seen_by_strangers(
    cast: Cast, world: World, viewers: list[Viewer], walked: list[Address] | None = None, methods: tuple[str, ...] = METHODS
) -> list[tuple[str, str, str, int]]:
    """Where one of them was told of the patient, or not answered as if there were nothing."""
    wrong = []
    with walking.remembering():
        for viewer in viewers:
            client = addresses.signed_in(cast, viewer)
            for address in walked or addresses.of_staff():
                hidden = {404 if may(viewer, address.entry.act) else 403, 405}
                for method in methods:
                    answer = ask(client, method, address, world.ids)
                    if FAMILY_NAME in answer.text or (address.is_private and answer.status not in hidden):
                        wrong.append((viewer.name, method, address.route, answer.status))
    return wrong


def test_another_practice_is_answered_as_if_there_were_nothing(cast: Cast) -> None:
    world = addresses.world(cast)
    viewers = [addresses.with_every_role(cast.ines), addresses.with_every_role(cast.marsh)]
    with time_machine.travel(addresses.after(world.referral), tick=False):
        assert seen_by_strangers(cast, world, viewers) == []


def test_every_stranger_looks_in_vain(cast: Cast) -> None:
    world = addresses.world(cast, "7.0")
    looked_at = [address for address in addresses.of_staff() if address.view in LOOKED_AT]
    assert len(looked_at) == len(LOOKED_AT)
    with time_machine.travel(addresses.after(world.referral), tick=False):
        assert seen_by_strangers(cast, world, strangers(cast), looked_at, ("get",)) == []


def test_a_draft_is_its_senders_own(cast: Cast) -> None:
    world = addresses.world(cast, "draft")
    world.ids["document_id"] = world.ids["stand_in_id"] = world.ids["wording_id"] = world.ids["trial_id"] = UUID(
        int=7
    )  # those that there are, are Harbor's own
    with time_machine.travel(NOW, tick=False):
        assert seen_by_strangers(cast, world, [cast.lin]) == []


def test_the_patients_entry_is_found_in_their_own_practice_only(cast: Cast) -> None:
    world = addresses.world(cast)
    client = addresses.signed_in(cast, cast.dana)
    for address in addresses.of_staff():
        if "patient_id" in address.arguments:
            assert ask(client, "get", address, world.ids).status in (404, 405), address.route


def test_a_document_is_its_own_practices(cast: Cast) -> None:
    world = addresses.world(cast)
    client = addresses.signed_in(cast, cast.jo)
    for address in addresses.of_staff():
        if "document_id" in address.arguments:
            answer = ask(client, "get", address, world.ids)
            assert answer.status in (404, 405), address.route
            assert NAME_ON_DOCUMENT not in answer.text


# Those who may: every page answers, in every state


def failures(cast: Cast, world: World, walked: list[Address]) -> list[tuple[str, str, str, str]]:
    """Where somebody of either side, who may do everything there, is answered with an error of ours."""
    failed = []
    viewers = (addresses.with_every_role(cast.jo), addresses.with_every_role(cast.lin))
    with time_machine.travel(addresses.after(world.referral) + timedelta(minutes=1), tick=False), walking.remembering():
        for viewer in viewers:
            client = addresses.signed_in(cast, viewer)
            for address in walked:
                for method in METHODS:
                    answer = ask(client, method, address, world.ids)
                    if answer.status >= 500:
                        failed.append((viewer.name, method, address.route, answer.error))
    return failed


@pytest.mark.parametrize("state", make.IN_STATE)
def test_every_page_of_a_referral_answers_both_sides_in_every_state(cast: Cast, state: str) -> None:
    """Empty forms, and steps that this state does not have, are refused in words: no error, nothing half done."""
    about_one = [address for address in addresses.of_staff() if "referral_id" in address.arguments]
    assert failures(cast, addresses.world(cast, state), about_one) == []


def test_every_other_page_answers_both_sides_with_a_referral_in_every_state(cast: Cast) -> None:
    """Worklist, calendar, numbers, settings and the like: what they list is in every state at once."""
    for state, made in make.IN_STATE.items():
        made(cast, of=make.patient(cast.lakeview, given_name=f"Robin {state}"))
    others = [address for address in addresses.of_staff() if "referral_id" not in address.arguments]
    assert failures(cast, addresses.world(cast), others) == []


# Lookups


def lookups() -> Iterator[tuple[str, Callable[..., object]]]:
    """Every public function in `lookups/` that is asked by a viewer."""
    for module in pkgutil.iter_modules(bridgework.lookups.__path__, "bridgework.lookups."):
        loaded = importlib.import_module(module.name)
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            if function.__module__ == module.name and not name.startswith("_") and "viewer" in inspect.signature(function).parameters:
                yield f"{module.name.rpartition('.')[2]}.{name}", function


LOOKUPS = dict(lookups())
MADE_OF_FACTS = {
    "contradictions.facts_of",  # facts of a row that was read
    "moves.possible_moves",  # decides from facts it is given, reads nothing
    "linked_referrals.linked_with",  # what hangs together with a row that was read
    "visible.visible_to",  # the condition itself
    "visible.side_in",  # decides about a row that was read
    "triage.decided_of",  # facts of a row that was read
    "worklist.work_row",  # words for a row that was read
}
FOR_EVERYBODY = {
    "directory.directory_filters",
    "directory.find_practice",
    "directory.find_practices",
    "directory.names_at",
    "directory.usual_practices",
    "habits.typical_answers",
    "habits.typical_completion",
    "next_times.next_times",
    "open_times.open_times",
    "practice.redirect_targets",
    "referral_templates.recipients_for_templates",
}
"""What stands in the directory: practices, who works there, when they have time, how soon they usually answer."""


def test_a_lookup_takes_the_viewer_first() -> None:
    others = {name for name, function in LOOKUPS.items() if next(iter(parameters_of(function))) != "viewer"}
    assert others <= MADE_OF_FACTS


def test_lookups_tell_a_stranger_nothing(cast: Cast) -> None:
    world = addresses.world(cast, "7.0")
    with time_machine.travel(addresses.after(world.referral), tick=False):
        for name, function in LOOKUPS.items():
            if name in MADE_OF_FACTS:
                continue
            answer = answered(function, cast.ines, values(cast, world))
            assert FAMILY_NAME not in repr(answer), name
            assert str(world.referral.pk) not in repr(answer), name
            if not (
                name in FOR_EVERYBODY
                or {"referral_id", "attachment_id", "patient_id", "document_id", "template_id"}.isdisjoint(parameters_of(function))
            ):
                assert not answer, name


def parameters_of(function: Callable[..., object]) -> Mapping[str, inspect.Parameter]:
    return inspect.signature(function).parameters


def answered(function: Callable[..., object], viewer: Viewer, known: dict[str, object]) -> object:
    """What the lookup says to that viewer; a refusal is no answer."""
    needed = [name for name, parameter in parameters_of(function).items() if name != "viewer" and parameter.default is parameter.empty]
    unknown = set(needed) - set(known)
    assert not unknown, f"{function.__qualname__} takes {unknown}: tell what to ask it with, in test_access.values()"
    try:
        answer = function(viewer, **{name: known[name] for name in needed})
    except (NotFound, NotAllowed):
        return None
    return answer


def values(cast: Cast, world: World) -> dict[str, object]:
    """An argument for every parameter that a lookup has without a default."""
    today = date(2026, 11, 18)
    return world.ids | {
        "now": addresses.after(world.referral),
        "sender_id": cast.lakeview.pk,
        "practice_ids": [cast.harbor.pk],
        "visit_type_id": cast.harbor.visit_types.first().pk,
        "visit_type_ids": [cast.harbor.visit_types.first().pk],
        "tier": "elective",
        "first": today,
        "first_day": today,
        "day": today,
        "days": 7,
        "limit": 50,
        "after": timedelta(0),
        "part": "download",
        "number": 0,
        "language": "en",
        "tab": "received",
        "changed_by": "Dana Ortiz",
        "direction": "raised",
        "show": "all",
        "whose": "all",
        "words": SearchWords(names=(FAMILY_NAME,)),
        "known": KnownOnes(cast.raman, SearchWords(names=(FAMILY_NAME,))),
        "side": "received",
        "receives": True,
        "since": NOW - timedelta(days=90),
        "phone": "+13125550190",
        "address": "+13125550190",
        "in_reply_to": None,
        "behind": Behind("pick_a_time", "sms", "en", None, None, "sent", NOW - timedelta(days=90)),
        "place": "apart/00000000-0000-0000-0000-00000000000b",
        "replies": [world.ids["reply_id"]],
        "picture_id": UUID(int=11),
        "before": NOW,
        "family_name": FAMILY_NAME,
        "given_name": "Robin",
        "rows": [cast.harbor],
        "sent_before": {},
        "provider_id": cast.provider("Dr. Mei Lin").pk,
        "starts_at": NOW,
        "miles": {},
        "today": today,
        "wanted": [Said(cast.harbor.pk, "pick_a_time", "sms", "en")],
        "referral_ids": [world.referral.pk],
        "scope": Scope("elective"),
        "person": PersonFacts(FAMILY_NAME, "Robin", date(1984, 5, 17), "+13125550190"),
    }


def test_every_lookup_says_what_its_arguments_are() -> None:
    for name, function in LOOKUPS.items():
        hints = get_type_hints(function)
        assert hints["viewer"] is Viewer, name
        assert "return" in hints, name
