"""The words that must not be said, each with the reason and the source: the tables of `linter`. English and Spanish together, as people mix them."""

import re
from dataclasses import dataclass

EVERY = frozenset({"sms", "email", "page", "spoken"})
OPEN = frozenset({"sms", "email"})
"""Channels that others may read: a phone on a table, a mailbox of the family."""

TCPA = "47 CFR 64.1200(a)(9)(iv), the health-care exemption of the US TCPA"
CTIA = "CTIA Messaging Principles and Best Practices"
HIPAA = "HIPAA, 45 CFR 164.502(b) and 164.530(c): the least that is needed, on a way that others may read"
FTC = "FTC Act section 5; ADA Principles of Ethics 5.F: nothing false or misleading"
FEAR = (
    "Neutral words for frightened people: AAPD, Behavior Guidance for the Pediatric Dental Patient; 36 % of people are anxious (Hill 2013)"
)
PLAIN = "CDC Clear Communication Index; Federal Plain Language Guidelines"


@dataclass(frozen=True, slots=True)
class Rule:
    """What is looked for, on which channels, and why. `only_patients`: offices may be told it."""

    code: str
    pattern: re.Pattern[str]
    reason: str
    source: str
    channels: frozenset[str] = EVERY
    only_patients: bool = False


def _rule(code: str, pattern: str, reason: str, source: str, *, channels: frozenset[str] = EVERY, only_patients: bool = False) -> Rule:
    return Rule(code, re.compile(pattern, re.IGNORECASE), reason, source, channels, only_patients)


RULES: tuple[Rule, ...] = (
    _rule(
        "promise",
        r"\bguarant\w*|\bpromis(?:e|es|ed|ing)\b|\bassur(?:e|es|ed|ance)\b|\bcertainly\b|\bdefinitely\b|\bwithout (?:any )?risks?\b|\brisk[- ]free\b|"
        r"\bwill be (?:fine|ok|okay|all right)\b|\bwill (?:save|fix|heal|cure)\b|\b(?:completely|totally|absolutely|perfectly) safe\b|\bnever fails?\b|"
        r"\bsuccess rates?\b|\b\d{2} ?% (?:success\w*|effective|safe)\b|\btasa de [eé]xito\b|\bcompletamente segur[oa]\b|"
        r"\bcures?\b|\bcured\b|\bno complications?\b|\b100 ?%|\b(?:one|a) hundred percent\b|\balways works?\b|"
        r"\bgarant\w*|\bpromet\w*|\basegur(?:amos|ado|ada)\b|\bsin (?:ning[uú]n )?riesgos?\b|\bseguramente\b|\bsin duda\b|\bcien por ciento\b|"
        r"\bsaldr[aá] bien\b|\bcurar?\b|\bsin complicaciones\b",
        "It promises something that nobody can promise.",
        FTC,
    ),
    _rule(
        "pain_claim",
        r"\bpain[- ]?(?:less|lessly|free)\b|\bno pain\b|\bwithout (?:any )?pain\b|\b(?:won['’]t|will not|does(?:n['’]t| not)|never) hurts?\b|"
        r"\bnot feel (?:a thing|anything)\b|\bfeel nothing\b|\bsin (?:ning[uú]n )?dolor\b|\bindolor[ao]?s?\b|\bno (?:le )?(?:duele|doler[aá])\b|"
        r"\bno sentir[aá] nada\b",
        "It says that nothing will hurt. Who then feels something does not believe the rest.",
        FTC,
    ),
    _rule(
        "superlative",
        r"\bbest\b|\bfinest\b|\bgreatest\b|\bperfect(?:ly)?\b|\btop[- ]rated\b|\bworld[- ]class\b|\bstate[- ]of[- ]the[- ]art\b|\bunmatched\b|"
        r"\b(?:number|no\.?) ?(?:one|1)\b|#1\b|\bmost (?:advanced|experienced|modern|trusted)\b|\bamazing\b|\bexcellent\b|\boutstanding\b|\baward[- ]winning\b|\bworld['’]s\b|\bleading (?:experts?|specialists?|practice|clinic)\b|"
        r"\bel mejor\b|\bla mejor\b|\bl[oa]s mejores\b|\bperfect[oa]s?\b|\bn[uú]mero uno\b|\bl[ií]deres?\b|\bm[aá]s (?:avanzad|experimentad|modern)\w+",
        "It praises instead of telling.",
        FTC,
    ),
    _rule(
        "advertising",
        r"(?<!feel )\bfree\b(?! (?:to|of)\b)|\bdiscounts?\b|\bspecial offers?\b|\bcoupons?\b|\bsales?\b|\bdeals?\b(?! with)|\blimited[- ]time\b|\b\d+ ?% off\b|\bsave money\b|\bhurry\b|\bact now\b|"
        r"\bgratis\b|\bgratuit[oa]s?\b|\bdescuentos?\b|\bofertas?\b|\bpromoci[oó]n\w*|\bcup[oó]n\w*",
        "It advertises.",
        f"{TCPA}, (C): no telemarketing, solicitation or advertising",
    ),
    _rule(
        "billing",
        r"\$ ?\d|\b(?:payment|invoice|billing|balance due|past due|overdue|debt|copay|deductible)\b|\b(?:pago|factura|deuda|saldo|copago)s?\b",
        "It speaks of money.",
        f"{TCPA}, (C): no billing, debt-collection or other financial content",
        channels=OPEN,
        only_patients=True,
    ),
    _rule(
        "health",
        r"\b(?:tooth|teeth|toothaches?|molars?|incisors?|canines?|gums?|jaws?|mouth|root[- ]canals?|root (?:treatment|filling)s?|endodont\w+|"
        r"periodont\w+|orthodont\w+|oral surg\w+|infect\w+|pain(?:s|ful|less|killers?)?|hurts?|aches?|aching|swell(?:ing|s)?|swollen|crowns?|implants?|fillings?|"
        r"braces|cavit(?:y|ies)|cracked|decay|extract(?:s|ed|ion|ions)?|x[- ]?rays?|radiographs?|dentures?|aligners?|gingivitis|bone loss|numb(?:ed|ing|ness)?|diagnos\w+|treat(?:s|ed|ment|ments)?|retreat\w*|surg\w+|"
        r"abscess\w*|bleed\w*|fever|biops\w+|lesions?|cancer\w*|tumou?rs?|cysts?|antibiotics?|medications?|medicines?|prescri\w+|sedat\w+|"
        r"anesthe\w+|allerg\w+|diabet\w+|pregnan\w+|hiv|hepatitis|dental)\b|"
        r"\b(?:dientes?|muelas?|enc[ií]as?|mand[ií]bula|boca|conductos?|endodon\w+|periodon\w+|ortodon\w+|infecci\w+|infectad\w+|dolor(?:es)?|duele|"
        r"hincha\w+|inflam\w+|coronas?|implantes?|empastes?|caries|fractur\w+|extracci\w+|radiograf\w+|diagn[oó]s\w+|tratamientos?|"
        r"retratamientos?|cirug\w+|abscesos?|sangr\w+|fiebre|biopsias?|lesi[oó]n\w*|c[aá]ncer|tumor\w*|quistes?|antibi[oó]ticos?|medicamentos?|"
        r"dentaduras?|frenillos|brackets|gingivitis|nervios?|recetas?|sedaci[oó]n|anestesi\w+|alergi\w+|diabetes|embaraz\w+|vih)\b|#\s?\d{1,2}\b",
        "It tells something of the person's health, or of why they come, where others may read it. It belongs on the secure page.",
        HIPAA,
        channels=OPEN,
    ),
    _rule(
        "personal",
        r"\b\d{3}-\d{2}-\d{4}\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b(?:19|20)\d\d-\d\d-\d\d\b|\b(?:dob|ssn|mrn)\b|\bmember id\b|"
        r"(?<![\w{])(?:dear|hello|hi|hola|estimad[oa])[ ,]+(?-i:[A-ZÁÉÍÓÚÑ])(?-i:[a-záéíóúñ]+)\b|\b(?:mrs?|ms|sr|sra)\. ?(?-i:[A-ZÁÉÍÓÚÑ])\w+",
        "It holds a name, a date or a number that says who somebody is. These words go to every patient.",
        HIPAA,
    ),
    _rule(
        "number",
        r"(?<![\w{])\+?\(?\d(?:[ ().-]{0,2}\d){6,}(?!\w)",
        "A number is typed in. It grows old unseen: {phone} fills in the number of the place that the visit is at.",
        f"{TCPA}, (B): contact information",
    ),
    _rule(
        "link",
        r"\bhttps?://\S+|\bwww\.\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|io|ly|co|info|me|us|gl|link|dental|health|app|page)\b(?:/\S*)?|"
        r"[\w.+-]+@[\w-]+\.\w+",
        "It leads to an address that is not ours. {link} fills in the person's own secure page.",
        f"{CTIA}: links that people can trust; {HIPAA}",
    ),
    _rule(
        "blame",
        r"\bno[- ]shows?\b|\byou (?:failed|forgot|neglected|missed)\b|\bfailure to\b|\byour fault\b|\bfinal (?:notice|warning|reminder)\b|"
        r"\blast (?:chance|warning|notice)\b|\bmust (?:call|respond|reply|pay|come)\b|\bimmediately or\b|"
        r"\bsu culpa\b|\busted (?:falt[oó]|no vino|olvid[oó])\b|\b[uú]ltimo aviso\b|\b[uú]ltima oportunidad\b",
        "It blames or presses.",
        FEAR,
        only_patients=True,
    ),
    _rule(
        "frightening",
        r"\bneedles?\b|\bdrill(?:s|ed|ing)?\b|\bscalpels?\b|\bknife\b|\byank\w*|\bpull(?:ed|ing)? (?:out|your|the)\b|\bkill\w*|\bdead\b|\bdie\b|"
        r"\bshots?\b|\bagujas?\b|\btaladr\w+|\bbistur[ií]\b|\bmatar\b|\bmuert[oa]\b|\barrancar\b",
        "It frightens. Say what the person will notice, in neutral words.",
        FEAR,
        only_patients=True,
    ),
    _rule(
        "invites_opt_out",
        r"(?-i:\b(?:CANCEL|END|QUIT|UNSUBSCRIBE|REVOKE|OPTOUT|STOPALL|CANCELAR)\b)|"
        r"\b(?:reply|text|send|write|respond[ae]|escriba|env[ií]e|conteste)(?: with| con)? [\"'“«]?(?:cancel|end|quit|unsubscribe|revoke|cancelar)\b",
        "Who writes that word back stops all texts, though they only meant the visit. Only STOP may be asked for.",
        f"{CTIA}: opt-out keywords",
        channels=frozenset({"sms"}),
    ),
    _rule(
        "shouting",
        r"(?-i:\b(?!(?:STOP|HELP|START|UNSTOP|INFO|ALTO|AYUDA|PARAR)\b)[A-ZÁÉÍÓÚÑ]{4,}\b)|!{2,}|\?{3,}|(?:![^!]*){3,}",
        "It shouts.",
        f"{PLAIN}; mailbox services take it for spam",
    ),
)

RETREATMENT = re.compile(
    r"\bretreat\w*|\bre-?do(?:ne|ing)?\b|\b(?:treat\w*|do(?:ne)?) (?:it )?(?:once )?again\b|\bsecond (?:time|treatment|root canal)\b|"
    r"\b(?:old|former|earlier|previous) (?:filling|root canal|treatment)s?\b|\bdid not (?:heal|work)\b|\bfailed\b|"
    r"\bretratamiento\w*|\bde nuevo el tratamiento\b|\bsegund[oa] (?:tratamiento|vez)\b|\b(?:tratamiento|conducto|empaste) (?:anterior|previo|viejo)\b|\bfracas\w+",
    re.IGNORECASE,
)
"""What is said of a tooth that was treated before; somebody who comes for a first root canal must not read it."""

TELLS_TO_STOP = re.compile(r"\bSTOP\b")
NO_PLACEHOLDER = re.compile(r"\{(?!\w+\})|(?<!\w)\}|\{\w*$|\[[A-Za-z][\w ]*\]|<<?\w[\w ]*>>?|%\w+%|\$\w*[A-Za-z]\w*", re.MULTILINE)
"""Braces that are left over, and what other programs fill in; here it would arrive as it stands."""
