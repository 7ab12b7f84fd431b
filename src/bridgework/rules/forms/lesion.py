"""What is asked about a sore, a patch or a lump, whoever looks at it next.

Source: ADA clinical practice guideline on potentially malignant disorders of the oral cavity (Lingen et al., 2017): where, since when, how it
looks, what it does, risk factors. A lesion that stays longer than two weeks without a cause is examined, with or without pain.
"""

from bridgework.rules.forms.shapes import Choice, Field
from bridgework.rules.forms.signs import NOT_SURE

LESION = ("biopsy", "lesion", "suspicious_lesion_seen", "oral_finding")
"""The requests with which a lesion is asked about."""
_WHEN = (*LESION, "suspicious_lesion")

LESION_FIELDS = (
    Field(
        "lesion_site",
        "lesion at",
        "Where is it?",
        "choices",
        (
            Choice("tongue_side", "side of the tongue"),
            Choice("tongue", "tongue, elsewhere"),
            Choice("floor", "floor of the mouth"),
            Choice("lip", "lip"),
            Choice("cheek", "inside of the cheek"),
            Choice("gum", "gum"),
            Choice("palate", "palate"),
            Choice("throat", "throat"),
            Choice("jawbone", "jawbone, seen on a film"),
            Choice("skin", "skin of the face"),
        ),
        shown_when=_WHEN,
    ),
    Field(
        "lesion_since",
        "lesion seen since",
        "Since when?",
        "choice",
        (
            Choice("under_2_weeks", "less than 2 weeks"),
            Choice("weeks", "2 to 6 weeks"),
            Choice("months", "longer than 6 weeks"),
            Choice("found_today", "found today by chance"),
            NOT_SURE,
        ),
        shown_when=_WHEN,
    ),
    Field("lesion_mm", "lesion size", "How large is it?", "number", unit="mm", lowest=1, highest=120, shown_when=_WHEN),
    Field(
        "lesion_look",
        "lesion looks",
        "How does it look?",
        "choices",
        (
            Choice("white", "white", "K13.70"),
            Choice("red", "red", "K13.70"),
            Choice("mixed", "red and white", "K13.70"),
            Choice("ulcer", "open sore", "K13.70"),
            Choice("lump", "lump", "K13.70"),
            Choice("dark", "dark", "K13.70"),
            Choice("in_bone", "in the bone", "M27.9"),
        ),
        shown_when=_WHEN,
    ),
    Field(
        "lesion_does",
        "lesion",
        "What does it do?",
        "choices",
        (
            Choice("grows", "grows"),
            Choice("bleeds", "bleeds"),
            Choice("hard", "feels hard"),
            Choice("numb", "numbness"),
            Choice("stays", "does not heal"),
            Choice("none", "none of these"),
        ),
        shown_when=_WHEN,
    ),
    Field("neck_lump", "lump in the neck", "Is there a lump in the neck?", "tap", shown_when=_WHEN),
    Field(
        "tobacco",
        "tobacco",
        "Does the patient use tobacco?",
        "choice",
        (
            Choice("never", "never"),
            Choice("former", "in the past"),
            Choice("some", "under 10 a day"),
            Choice("many", "10 or more a day"),
            Choice("chewed", "chewed"),
        ),
        shown_when=(*_WHEN, "periodontitis", "implant", "peri_implantitis", "recession"),
    ),
    Field(
        "alcohol",
        "alcohol",
        "Does the patient drink alcohol?",
        "choice",
        (Choice("no", "no"), Choice("some", "sometimes"), Choice("daily", "daily")),
        shown_when=_WHEN,
    ),
    Field(
        "biopsy_so_far",
        "biopsy",
        "Was a biopsy taken?",
        "choice",
        (Choice("no", "no"), Choice("waiting", "yes, result awaited"), Choice("done", "yes, result attached")),
        shown_when=_WHEN,
    ),
)
TOBACCO = next(field for field in LESION_FIELDS if field.code == "tobacco")
