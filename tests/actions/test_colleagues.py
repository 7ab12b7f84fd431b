"""People of a practice: invited, changed, ended; never without an administrator, not even when two act at once."""

from uuid import uuid4

import pytest

from bridgework.actions.change_membership import change_membership
from bridgework.actions.invite_person import invite_again, invite_person
from bridgework.records.models import AccessRecord, Membership, Person
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import LastAdministrator, MoveNotAllowed, NotAllowed, NotComplete, NotFound
from people import NOW, Cast
from together import kinds, together


def alex(cast: Cast) -> Viewer:
    return cast.viewer("Alex Kim")


def place(cast: Cast, viewer: Viewer) -> Membership:
    return Membership.objects.get(person_id=viewer.person_id, practice_id=viewer.practice_id)


def invite(cast: Cast, **changed: object) -> Membership:
    typed = {"name": "Ivy Moss", "email": "ivy.moss@harbor.example", "roles": ["scheduler"]} | changed
    return invite_person(alex(cast), **typed, now=NOW)  # type: ignore[arg-type]


def test_somebody_new_has_an_account_without_a_password_and_is_told(cast: Cast) -> None:
    membership = invite(cast)
    assert (membership.practice, membership.roles, membership.invitation) == (cast.harbor, ["scheduler"], "planned")
    assert not membership.person.has_usable_password()
    assert not cast.harbor.providers.filter(person=membership.person).exists()
    assert AccessRecord.objects.filter(what="invite_person", who="Alex Kim").exists()


def test_a_clinician_is_one_of_the_practice_too(cast: Cast) -> None:
    membership = invite(cast, name="Dr. Ivy Moss", roles=["clinician"], credentials="DMD")
    clinician = cast.harbor.providers.get(person=membership.person)
    assert (clinician.name, clinician.credentials) == ("Dr. Ivy Moss", "DMD")


def test_who_has_an_account_gets_a_second_place_and_no_second_account(cast: Cast) -> None:
    raman = Person.objects.get(pk=cast.raman.person_id)
    membership = invite(cast, name="Somebody Else", email=raman.email.upper())
    assert (membership.person, membership.person.name) == (raman, "Dr. Priya Raman")
    assert Person.objects.filter(email__iexact=raman.email).count() == 1


def test_who_left_comes_back_with_other_roles(cast: Cast) -> None:
    dana = place(cast, cast.dana)
    change_membership(alex(cast), dana.pk, roles=["coordinator"], is_active=False, now=NOW)
    again = invite(cast, email=cast.person("dana.ortiz").email, roles=["manager"])
    assert (again.pk, again.is_active, again.roles) == (dana.pk, True, ["manager"])


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"email": "ivy"}, "email"), ({"name": " "}, "name"), ({"roles": []}, "roles"), ({"roles": ["king"]}, "roles")],
)
def test_what_cannot_be_right_is_named_and_nothing_is_made(cast: Cast, wrong: dict[str, object], field: str) -> None:
    people = Person.objects.count()
    with pytest.raises(NotComplete) as refused:
        invite(cast, **wrong)
    assert list(refused.value.problems) == [field]
    assert Person.objects.count() == people


def test_who_works_here_already_is_not_invited_twice(cast: Cast) -> None:
    with pytest.raises(NotComplete, match="still here"):
        invite(cast, email=cast.person("dana.ortiz").email)


def test_an_invitation_goes_out_again_until_they_have_signed_in(cast: Cast) -> None:
    membership = invite(cast)
    assert invite_again(alex(cast), membership.pk, now=NOW).invitation == "planned"
    Person.objects.filter(pk=membership.person_id).update(last_login=NOW)
    with pytest.raises(MoveNotAllowed, match="signed in already"):
        invite_again(alex(cast), membership.pk, now=NOW)


def test_the_last_administrator_stays_one(cast: Cast) -> None:
    own = place(cast, alex(cast))
    for roles, works in ((["manager"], True), (["administrator"], False)):
        with pytest.raises(LastAdministrator):
            change_membership(alex(cast), own.pk, roles=roles, is_active=works, now=NOW)
    own.refresh_from_db()
    assert ("administrator" in own.roles, own.is_active) == (True, True)


def test_whose_account_is_closed_does_not_count_as_an_administrator(cast: Cast) -> None:
    change_membership(alex(cast), place(cast, cast.dana).pk, roles=["administrator"], is_active=True, now=NOW)
    Person.objects.filter(pk=cast.dana.person_id).update(is_active=False)
    with pytest.raises(LastAdministrator):
        change_membership(alex(cast), place(cast, alex(cast)).pk, roles=["manager"], is_active=True, now=NOW)


def test_people_of_another_practice_are_not_there(cast: Cast) -> None:
    for stranger in (place(cast, cast.raman).pk, uuid4()):
        with pytest.raises(NotFound):
            change_membership(alex(cast), stranger, roles=["manager"], is_active=False, now=NOW)
        with pytest.raises(NotFound):
            invite_again(alex(cast), stranger, now=NOW)


@pytest.mark.parametrize("who", ["dana", "raman"])
def test_others_may_not(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        change_membership(getattr(cast, who), place(cast, cast.dana).pk, roles=["administrator"], is_active=True, now=NOW)


@pytest.mark.usefixtures("committed_db")
def test_two_administrators_cannot_remove_each_other(cast: Cast) -> None:
    first, second = place(cast, alex(cast)), place(cast, cast.dana)
    for _ in range(4):
        Membership.objects.filter(pk__in=[first.pk, second.pk]).update(roles=["administrator"], is_active=True)
        dana = Viewer("staff", "Dana Ortiz", "portal", cast.dana.person_id, cast.harbor.pk, roles=frozenset({"administrator"}))
        answers = together(
            lambda: change_membership(alex(cast), second.pk, roles=["manager"], is_active=True, now=NOW),
            lambda viewer=dana: change_membership(viewer, first.pk, roles=["manager"], is_active=True, now=NOW),
        )
        assert kinds(answers) == ["Membership", "NotAllowed"]
        assert Membership.objects.filter(practice=cast.harbor, roles__contains=["administrator"], is_active=True).count() == 1


@pytest.mark.usefixtures("committed_db")
def test_two_who_leave_at_once_leave_one_behind(cast: Cast) -> None:
    second = place(cast, cast.dana)
    Membership.objects.filter(pk=second.pk).update(roles=["administrator"])
    dana = Viewer("staff", "Dana Ortiz", "portal", cast.dana.person_id, cast.harbor.pk, roles=frozenset({"administrator"}))
    answers = together(
        lambda: change_membership(alex(cast), place(cast, alex(cast)).pk, roles=["manager"], is_active=True, now=NOW),
        lambda: change_membership(dana, second.pk, roles=["manager"], is_active=True, now=NOW),
    )
    assert kinds(answers) == ["LastAdministrator", "Membership"]
