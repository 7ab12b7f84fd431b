"""Answers that staff give often, in both languages: chosen with one press, and kept to the same rules as every other message."""

from collections.abc import Mapping

QUICK: Mapping[str, Mapping[str, str]] = {
    "see_you": {"en": "Thank you. See you then.", "es": "Gracias. Le esperamos."},
    "late_is_fine": {"en": "No problem. Come when you can.", "es": "No hay problema. Venga cuando pueda."},
    "we_call": {"en": "Thank you. We will call you today.", "es": "Gracias. Le llamaremos hoy."},
    "please_call": {"en": "Please call us, so that we can help you.", "es": "Llámenos, por favor, para poder ayudarle."},
    "bring": {"en": "Please bring your ID and your insurance card.", "es": "Traiga su identificación y su tarjeta del seguro."},
    "with_somebody": {"en": "Yes, you may bring somebody with you.", "es": "Sí, puede venir con alguien."},
    "sorry_number": {"en": "Sorry about that. We took your number off.", "es": "Disculpe. Quitamos su número."},
}
"""Code to the words by language."""
