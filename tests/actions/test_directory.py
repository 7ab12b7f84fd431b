"""Stars and invitations: who may, once, and what goes out."""

from collections.abc import Callable
from typing import Any

import pytest

from bridgework.actions.invite_practice import invite_practice
from bridgework.actions.star_practice import star_practice
from bridgework.jobs.in_words import in_words
from bridgework.records.models import AccessRecord, Favorite, Invitation, PlannedMessage, Practice
from bridgework.rules.refusals import MoveNotAllowed, NotAllowed, NotFound
from people import NOW, Cast
from sending import claim_message
from together import together


def off_network(cast: Cast, **changed: Any) -> Practice:
    """Tidewater, as if it were not on the network."""
    Practice.objects.filter(pk=cast.tidewater.pk).update(on_network=False, **changed)
    return Practice.objects.get(pk=cast.tidewater.pk)


def test_a_star_is_the_office_s_and_given_once(cast: Cast) -> None:
    for viewer in (cast.raman, cast.jo, cast.jo):
        star_practice(viewer, cast.harbor.pk, is_favorite=True, now=NOW)
    assert list(Favorite.objects.values_list("practice", "favorite")) == [(cast.lakeview.pk, cast.harbor.pk)]
    for _ in range(2):
        star_practice(cast.jo, cast.harbor.pk, is_favorite=False, now=NOW)
    assert not Favorite.objects.exists()


def test_only_who_is_in_the_directory_gets_a_star(cast: Cast) -> None:
    for practice in (cast.lakeview, cast.practices["marsh-dental"]):
        with pytest.raises(NotFound):
            star_practice(cast.raman, practice.pk, is_favorite=True, now=NOW)
    with pytest.raises(NotAllowed):
        star_practice(cast.alex, cast.tidewater.pk, is_favorite=True, now=NOW)


def test_an_invitation_is_one_message_ever(cast: Cast) -> None:
    invited = off_network(cast)
    first = invite_practice(cast.raman, invited.pk, now=NOW)
    assert invite_practice(cast.jo, invited.pk, now=NOW) == first
    message = PlannedMessage.objects.get()
    assert (message.invitation, message.address, message.kind) == (first, invited.email, "invitation_to_practice")
    assert AccessRecord.objects.filter(what="invite_practice").count() == 1
    invite_practice(cast.marsh, invited.pk, now=NOW)
    assert PlannedMessage.objects.count() == Invitation.objects.count() == 2


def test_what_goes_out_names_who_asks_and_where_to_look(cast: Cast, settings: Any) -> None:
    invited = off_network(cast)
    invite_practice(cast.raman, invited.pk, now=NOW)
    claimed = claim_message(PlannedMessage.objects.get().pk, now=NOW)
    assert claimed is not None
    sent = in_words(claimed)
    assert sent.to == invited.email
    assert cast.lakeview.name in sent.subject
    assert f"{settings.URL}/\n" in sent.text
    assert "(312) 555-0160" in sent.text
    assert claim_message(claimed.message_id, now=NOW) is None


def test_who_is_not_invited(cast: Cast) -> None:
    with pytest.raises(MoveNotAllowed, match="on the network already"):
        invite_practice(cast.raman, cast.tidewater.pk, now=NOW)
    with pytest.raises(NotFound):
        invite_practice(cast.raman, cast.practices["marsh-dental"].pk, now=NOW)
    invited = off_network(cast, email="")
    with pytest.raises(MoveNotAllowed, match="No e-mail address"):
        invite_practice(cast.raman, invited.pk, now=NOW)
    with pytest.raises(NotAllowed):
        invite_practice(cast.alex, invited.pk, now=NOW)
    assert not Invitation.objects.exists()


def test_two_who_invite_at_once_send_one(committed_db: None, cast: Cast) -> None:
    invited = off_network(cast)

    def asks(viewer: Any) -> Callable[[], Invitation]:
        return lambda: invite_practice(viewer, invited.pk, now=NOW)

    answers = together(*(asks(viewer) for viewer in (cast.raman, cast.jo, cast.raman, cast.jo)))
    assert {type(answer) for answer in answers} == {Invitation}
    assert PlannedMessage.objects.count() == 1
