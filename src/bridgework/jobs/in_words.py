"""A claimed message as it goes out."""

from django.conf import settings

from bridgework.actions.claim_messages import Claimed
from bridgework.connections.door import Message
from bridgework.messages.compose import compose, confirm_address, desk_address, guest_address, patient_address, patient_token
from bridgework.messages.kinds import TO_INVITED


def in_words(claimed: Claimed) -> Message:
    """The message as it goes out. An office off the network has a page only where it was given a link."""
    link = token = ""
    if claimed.link_secret:
        link = patient_address(settings.URL, claimed.link_secret, claimed.message_id)
        token = patient_token(claimed.link_secret, claimed.message_id)
    elif claimed.confirm_secret:
        link = confirm_address(settings.URL, claimed.confirm_secret)
    elif claimed.guest_secret:
        link = guest_address(settings.URL, claimed.guest_secret)
    elif claimed.kind in TO_INVITED:
        link = f"{settings.URL}/"
    elif claimed.facts.get("on_network") and claimed.referral_id:
        link = desk_address(settings.URL, claimed.referral_id)
    words = compose(claimed.kind, claimed.channel, claimed.language, claimed.facts, link)
    return Message(id=str(claimed.message_id), to=claimed.address, text=words.body, subject=words.subject, token=token)
