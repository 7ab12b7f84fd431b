"""Choices that every form offers: what is wanted, for how long, where it is swollen, medical alerts, how nervous."""

from bridgework.rules.forms.shapes import Choice

WANTED = (
    Choice("evaluate", "Evaluate only"),
    Choice("evaluate_and_treat", "Evaluate and treat"),
    Choice("take_over", "Take over the treatment"),
)
DURATION = (
    Choice("today", "since today"),
    Choice("days", "a few days"),
    Choice("weeks", "a few weeks"),
    Choice("months", "a few months"),
    Choice("longer", "longer than half a year"),
    Choice("not_sure", "not sure"),
)
SWELLING_WHERE = (
    Choice("gum", "gum"),
    Choice("palate", "palate"),
    Choice("lip", "lip"),
    Choice("left_cheek", "left cheek"),
    Choice("right_cheek", "right cheek"),
    Choice("under_jaw", "under the jaw"),
    Choice("floor_of_mouth", "floor of mouth"),
    Choice("eye", "eye"),
    Choice("neck", "neck"),
)
ALERTS = (
    Choice("none_known", "None known"),
    Choice("anticoagulants", "Blood thinners"),
    Choice("bisphosphonates", "Bone medicine (bisphosphonates)"),
    Choice("penicillin_allergy", "Penicillin allergy"),
    Choice("latex_allergy", "Latex allergy"),
    Choice("pregnancy", "Pregnancy"),
    Choice("prosthetic_valve", "Artificial heart valve"),
    Choice("diabetes", "Diabetes"),
    Choice("immunosuppressed", "Weakened immune system"),
)
ANXIETY = (
    Choice("not_asked", "Not asked"),
    Choice("none", "Not nervous"),
    Choice("some", "Somewhat nervous"),
    Choice("severe", "Very nervous"),
)
