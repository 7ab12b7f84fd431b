"""The e-mail that tells somebody that they work at a practice now. It goes to staff, never to patients."""

from bridgework.messages.compose import Words
from bridgework.rules.contact import display_phone

DAYS_TO_CHOOSE = 3
"""How long the link to choose a password works; as `PASSWORD_RESET_TIMEOUT` of the settings."""
_WORDS = {
    "en": (
        "Your account at {practice}",
        "Hello {name},\n\n{practice} works with Bridgework, and you have an account there now.\n\n",
        "Choose your password: {link}\n\nThe link works for {days} days. After that, ask for a new one by “Forgot your password?” where you sign "
        "in: {sign_in}\n",
        "You have a Bridgework account already; your password stays the same. Sign in: {sign_in}\n",
        "\nDid you not expect this? Then call {practice}: {phone}.\n",
    ),
    "es": (
        "Su cuenta en {practice}",
        "Hola {name}:\n\n{practice} trabaja con Bridgework y usted ya tiene una cuenta allí.\n\n",
        "Elija su contraseña: {link}\n\nEl enlace funciona durante {days} días. Después, pida otro con «¿Olvidó su contraseña?» en la página de "
        "entrada: {sign_in}\n",
        "Usted ya tiene una cuenta de Bridgework; su contraseña sigue siendo la misma. Entre aquí: {sign_in}\n",
        "\n¿No esperaba este mensaje? Entonces llame a {practice}: {phone}.\n",
    ),
}


def invitation_words(*, name: str, practice: str, phone: str, language: str, link: str, sign_in: str) -> Words:
    """The words of an invitation. `link` is the address at which they choose a password, "" for somebody who has one."""
    subject, hello, choose, known, end = _WORDS.get(language, _WORDS["en"])
    values = {
        "name": name,
        "practice": practice,
        "phone": display_phone(phone),
        "link": link,
        "sign_in": sign_in,
        "days": DAYS_TO_CHOOSE,
    }
    return Words(subject.format(**values), (hello + (choose if link else known) + end).format(**values))
