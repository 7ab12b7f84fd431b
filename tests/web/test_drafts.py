"""Drafts: the list, two windows on one draft, templates, and referring again."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

import make
from bridgework.actions.save_template import save_template
from bridgework.records.models import Attachment, Referral, ReferralTemplate
from browsers import signed_in, standing_clock
from people import NOW, Cast

TEMPLATE = {"procedure": "retreatment", "wanted": "evaluate", "instructions": "Please send a film."}
clock = standing_clock(NOW + timedelta(hours=2), tick=True)


def _fields(page: Any) -> dict[str, str]:
    """What the form of a draft's page posts besides what is typed."""
    context = page.context
    return {"pen": str(context["pen"]), "seen_saved": context["seen_saved"], "procedure": "retreatment", "wanted": "evaluate"}


# The list


def test_mine_and_my_practices(cast: Cast, raman: Client, jo: Client) -> None:
    mine = make.draft(cast)
    make.draft(cast, by=cast.jo, of=make.patient(cast.lakeview, given_name="Alex"))
    page = raman.get(reverse("drafts")).content.decode()
    assert "Robin Sample" in page
    assert reverse("draft", args=[mine.pk]) in page
    assert "records" in page
    assert "Alex Sample" in raman.get(reverse("drafts") + "?whose=all").content.decode()
    assert "Robin Sample" not in jo.get(reverse("drafts") + "?whose=mine").content.decode()


def test_a_draft_that_lacks_something_says_what(cast: Cast, raman: Client) -> None:
    make.draft(cast, teeth=())
    assert "Choose the tooth." in raman.get(reverse("drafts")).content.decode()


def test_giving_up_can_be_undone(cast: Cast, raman: Client) -> None:
    draft = make.draft(cast)
    answer = raman.post(reverse("discard_draft", args=[draft.pk]), {"whose": "mine"}, follow=True)
    assert "Robin Sample" not in answer.content.decode()
    assert reverse("restore_draft", args=[draft.pk]) in answer.content.decode()
    raman.post(reverse("restore_draft", args=[draft.pk]))
    assert "Robin Sample" in raman.get(reverse("drafts")).content.decode()


def test_the_chip_of_drafts_leads_there(cast: Cast, raman: Client) -> None:
    assert raman.get(reverse("sent_referrals") + "?tab=sent&show=drafts").headers["Location"] == reverse("drafts")


# Two windows


def test_the_second_window_is_told_and_loses_nothing(cast: Cast, raman: Client) -> None:
    draft = make.draft(cast)
    first, second = raman.get(reverse("draft", args=[draft.pk])), raman.get(reverse("draft", args=[draft.pk]))
    save = reverse("save_draft", args=[draft.pk])
    assert raman.post(save, _fields(first) | {"reason": "First."}).status_code == 204
    assert raman.post(save, _fields(first) | {"reason": "First, and more."}).status_code == 204

    told = raman.post(save, _fields(second) | {"reason": "Second."})
    assert told.status_code == 409
    assert "data-keeps-mine" in told.content.decode()
    assert make.fresh(draft).case["reason"] == "First, and more."

    seen = make.fresh(draft).saved_at.isoformat()
    assert raman.post(save, _fields(second) | {"reason": "Second.", "seen_saved": seen}).status_code == 204
    assert make.fresh(draft).case["reason"] == "Second."


def test_without_script_the_page_comes_back_with_what_was_typed(cast: Cast, raman: Client, jo: Client) -> None:
    draft = make.draft(cast)
    page = raman.get(reverse("draft", args=[draft.pk]))
    others = jo.get(reverse("draft", args=[draft.pk]))
    jo.post(reverse("save_draft", args=[draft.pk]), _fields(others) | {"reason": "By Jo."})

    told = raman.post(reverse("draft", args=[draft.pk]), _fields(page) | {"reason": "By Priya.", "act": "save"})
    assert told.status_code == 409
    assert "Jo Whitman changed this draft" in told.content.decode()
    assert "By Priya." in told.content.decode()
    assert make.fresh(draft).case["reason"] == "By Jo."
    raman.post(reverse("draft", args=[draft.pk]), _fields(told) | {"reason": "By Priya.", "act": "save"})
    assert make.fresh(draft).case["reason"] == "By Priya."


def test_nothing_is_sent_over_a_text_that_nobody_saw(cast: Cast, raman: Client, jo: Client) -> None:
    draft = make.draft(cast)
    page = raman.get(reverse("draft", args=[draft.pk]))
    jo.post(reverse("save_draft", args=[draft.pk]), _fields(jo.get(reverse("draft", args=[draft.pk]))) | {"reason": "By Jo."})
    raman.post(reverse("draft", args=[draft.pk]), _fields(page) | {"reason": "By Priya.", "act": "send", "teeth": "30"})
    assert make.fresh(draft).state == "draft"


# Templates


def test_a_template_is_made_used_and_taken_off(cast: Cast, raman: Client) -> None:
    made = raman.post(reverse("add_template"), TEMPLATE | {"name": "Retreatment at Harbor", "to": str(cast.harbor.pk)}, follow=True)
    assert "Retreatment at Harbor" in made.content.decode()
    template = ReferralTemplate.objects.get()
    patient = make.patient(cast.lakeview)

    begun = raman.get(reverse("new_referral") + f"?template={template.pk}")
    assert "goes to Harbor Endodontics" in begun.content.decode()
    assert f'name="template" value="{template.pk}"' in begun.content.decode()
    started = raman.post(
        reverse("new_referral"),
        {"patient": str(patient.pk), "to": str(cast.harbor.pk), "template": str(template.pk), "submission_key": str(uuid4())},
    )
    draft = Referral.objects.get()
    assert started.headers["Location"] == reverse("draft", args=[draft.pk])
    assert {key: draft.case[key] for key in TEMPLATE} == TEMPLATE
    assert draft.case["findings"] == {}

    gone = raman.post(reverse("remove_template", args=[template.pk]), follow=True).content.decode()
    assert "Undo" in gone
    assert "Retreatment" not in raman.get(reverse("new_referral")).content.decode()
    raman.post(reverse("remove_template", args=[template.pk]) + "?undo=1")
    assert "Retreatment at Harbor" in raman.get(reverse("new_referral")).content.decode()


def test_a_name_is_needed_and_stands_for_one_template(cast: Cast, raman: Client) -> None:
    save_template(cast.raman, None, name="Ours", specialty="", case=TEMPLATE, now=NOW)
    for name in ("", "Ours", "x" * 90):
        answer = raman.post(reverse("add_template"), TEMPLATE | {"name": name})
        assert answer.status_code == 422
        assert "Please send a film." in answer.content.decode()
    assert ReferralTemplate.objects.count() == 1


def test_of_a_draft_a_template_takes_nothing_of_the_patient(cast: Cast, raman: Client) -> None:
    draft = make.draft(cast, case=make.EMERGENCY)
    page = raman.get(reverse("add_template") + f"?draft={draft.pk}").content.decode()
    assert "Swollen cheek" not in page
    assert "Sample" not in page


def test_anothers_template_is_not_found(cast: Cast) -> None:
    template = save_template(cast.raman, None, name="Ours", specialty="", case=TEMPLATE, now=NOW)
    marsh = signed_in(cast, "owen.marsh")
    assert marsh.get(reverse("change_template", args=[template.pk])).status_code == 404
    assert marsh.post(reverse("remove_template", args=[template.pk])).status_code == 404
    assert "Ours" not in marsh.get(reverse("new_referral") + f"?template={template.pk}").content.decode()


# Again


def test_refer_again_takes_what_still_holds(cast: Cast, raman: Client) -> None:
    earlier = make.closed(cast, case=make.ELECTIVE | {"medical_alerts": ["diabetes"], "instructions": "Please call."})
    fresh, old = (_film(earlier, taken) for taken in (NOW.date() - timedelta(days=20), date(2020, 1, 1)))
    page = raman.get(reverse("refer_again", args=[earlier.pk])).content.decode()
    assert f'value="{fresh.pk}" checked' in page
    assert f'value="{old.pk}">' in page

    key = str(uuid4())
    for _twice in range(2):
        raman.post(reverse("refer_again", args=[earlier.pk]), {"to": "same", "files": [str(fresh.pk)], "submission_key": key})
    draft = Referral.objects.get(state="draft")
    assert (draft.patient_id, draft.recipient_practice_id, draft.teeth) == (earlier.patient_id, cast.harbor.pk, earlier.teeth)
    assert (draft.case["medical_alerts"], draft.case["instructions"]) == (["diabetes"], "Please call.")
    assert draft.case["findings"] == {}
    assert draft.attachments.get().sha256 == fresh.sha256
    assert make.fresh(earlier).closed_at is not None


def test_to_another_practice_the_form_is_another(cast: Cast, raman: Client) -> None:
    earlier = make.booked(cast)
    raman.post(reverse("refer_again", args=[earlier.pk]), {"to": "other", "submission_key": str(uuid4())})
    draft = Referral.objects.get(state="draft")
    assert draft.recipient_practice is None
    assert draft.case["procedure"] == ""


def test_the_earlier_practice_does_not_learn_of_a_further_referral(cast: Cast, raman: Client) -> None:
    earlier = make.closed(cast)
    raman.post(reverse("refer_again", args=[earlier.pk]), {"to": "other", "submission_key": str(uuid4())})
    draft = Referral.objects.get(state="draft")
    dana = signed_in(cast, "dana.ortiz")
    assert f"referral {draft.number}" not in dana.get(reverse("referral", args=[earlier.pk])).content.decode()
    assert f"referral {draft.number}" in raman.get(reverse("referral", args=[earlier.pk])).content.decode()
    assert dana.get(reverse("refer_again", args=[earlier.pk])).status_code == 404


def _film(referral: Referral, taken_on: date) -> Attachment:
    return Attachment.objects.create(
        referral=referral,
        name="film.png",
        kind="periapical",
        status="ready",
        sha256=uuid4().hex,
        size=10,
        taken_on=taken_on,
        added_at=NOW,
        media_type="image/png",
    )
