"""What a person typed on a phone, brought into a form that rules can read: emoji, short forms, contractions, stretched and mistyped words.

Both languages at once, since people mix them. Accents are left off, as on most phones; nothing here decides what is meant.
"""

import re
import unicodedata
from collections.abc import Mapping

from rapidfuzz.distance import OSA

LONGEST = 1_600
"""Characters that are kept and read: ten text messages; what is longer is no reply but a letter, and a person reads it anyway."""

EMOJI: Mapping[str, str] = {
    "👍": "yes",
    "👌": "ok",
    "✅": "yes",
    "☑": "yes",
    "✔": "yes",
    "🆗": "ok",
    "🙆": "yes",
    "💯": "yes",
    "👎": "no",
    "❌": "no",
    "🚫": "no",
    "🙅": "no",
    "🙏": "thanks",
    "❤": "thanks",
    "💕": "thanks",
    "😊": "smile",
    "🙂": "smile",
    "😀": "smile",
    "😃": "smile",
    "😁": "smile",
    "🤗": "smile",
    "📞": "call me",
    "☎": "call me",
    "🤙": "call me",
    "🛑": "stop",
    "❓": "?",
    "❔": "?",
    "🤔": "?",
    "🤷": "not sure",
    "😭": "sad",
    "😢": "sad",
    "😡": "angry",
    "🤬": "angry",
    "🙄": "sarcasm",
    "🤮": "angry",
}
"""Emoji that say something by themselves; all others are left out."""

SHORT: Mapping[str, str] = {
    "y": "yes",
    "ye": "yes",
    "yea": "yes",
    "yeah": "yes",
    "yeh": "yes",
    "yep": "yes",
    "yeap": "yes",
    "yessir": "yes",
    "yup": "yes",
    "yess": "yes",
    "yas": "yes",
    "yh": "yes",
    "yus": "yes",
    "yeas": "yes",
    "yed": "yes",
    "yws": "yes",
    "yex": "yes",
    "yse": "yes",
    "yesh": "yes",
    "yers": "yes",
    "ues": "yes",
    "noo": "no",
    "aye": "yes",
    "k": "ok",
    "kk": "ok",
    "kay": "ok",
    "okay": "ok",
    "okey": "ok",
    "oki": "ok",
    "okie": "ok",
    "okk": "ok",
    "okidoki": "ok",
    "oky": "ok",
    "n": "no",
    "nope": "no",
    "nop": "no",
    "nah": "no",
    "naw": "no",
    "nel": "no",
    "u": "you",
    "ur": "your",
    "r": "are",
    "im": "i am",
    "ive": "i have",
    "id": "i would",
    "thx": "thanks",
    "thanx": "thanks",
    "thnx": "thanks",
    "tnx": "thanks",
    "tks": "thanks",
    "tx": "thanks",
    "ty": "thanks",
    "tysm": "thanks",
    "tyvm": "thanks",
    "thankyou": "thanks",
    "pls": "please",
    "plz": "please",
    "plse": "please",
    "tmrw": "tomorrow",
    "tmw": "tomorrow",
    "tmr": "tomorrow",
    "tomm": "tomorrow",
    "tom": "tomorrow",
    "2moro": "tomorrow",
    "2morrow": "tomorrow",
    "appt": "appointment",
    "appts": "appointments",
    "apt": "appointment",
    "appmt": "appointment",
    "apptmt": "appointment",
    "appnt": "appointment",
    "resched": "reschedule",
    "rescedule": "reschedule",
    "reskedule": "reschedule",
    "min": "minutes",
    "mins": "minutes",
    "hr": "hour",
    "hrs": "hours",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "have to",
    "gotcha": "got it",
    "idk": "i do not know",
    "dunno": "do not know",
    "ttyl": "bye",
    "cya": "see you",
    "cu": "see you",
    "txt": "text",
    "txts": "texts",
    "txting": "texting",
    "msg": "message",
    "msgs": "messages",
    "wk": "week",
    "w/": "with",
    "b4": "before",
    "dr": "doctor",
    "np": "no problem",
    "nvm": "never mind",
    "omw": "on my way",
    "asap": "as soon as possible",
    "cant": "can not",
    "cannot": "can not",
    "couldnt": "could not",
    "wont": "will not",
    "dont": "do not",
    "didnt": "did not",
    "doesnt": "does not",
    "isnt": "is not",
    "arent": "are not",
    "wasnt": "was not",
    "havent": "have not",
    "wouldnt": "would not",
    "aint": "am not",
    "lets": "let us",
    "whos": "who is",
    "whats": "what is",
    "wheres": "where is",
    "hows": "how is",
    "its": "it is",
    "thats": "that is",
    "theres": "there is",
    # Spanish
    "sip": "si",
    "sii": "si",
    "sis": "si",
    "simon": "si",
    "q": "que",
    "k'": "que",
    "xq": "porque",
    "pq": "porque",
    "porq": "porque",
    "x": "por",
    "xfa": "por favor",
    "porfa": "por favor",
    "porfavor": "por favor",
    "pf": "por favor",
    "pfvr": "por favor",
    "plis": "por favor",
    "grax": "gracias",
    "grcs": "gracias",
    "gracia": "gracias",
    "msj": "mensaje",
    "msjs": "mensajes",
    "tb": "tambien",
    "tmb": "tambien",
    "d": "de",
    "kiero": "quiero",
    "qiero": "quiero",
    "aki": "aqui",
    "ahi": "ahi",
    "alli": "ahi",
    "alla": "ahi",
    "haya": "ahi",
    "vale": "ok",
    "dale": "ok",
    "bueno": "bueno",
}
"""What people shorten, word for word."""

CONTRACTED = (
    (re.compile(r"\bcan'?t\b|\bcan not\b"), "can not"),
    (re.compile(r"\bwon'?t\b"), "will not"),
    (re.compile(r"\bain'?t\b"), "am not"),
    (re.compile(r"\blet's\b"), "let us"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"'m\b"), " am"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"'d\b"), " would"),
    (re.compile(r"'s\b"), " is"),
    # "ill" is sick, unless a verb follows.
    (
        re.compile(r"\bill (?=be\b|def\w*|come|see|take|call|try|make|let|have|need|do\b|go\b|text|check|get|keep|pass|wait|not\b)"),
        "i will ",
    ),
    (re.compile(r"\bil be\b"), "i will be"),
    # "ya" is yes in English and "already" in Spanish.
    (re.compile(r"^ya(?=[ .!]*$| (?:i|we|that|thats|it|sure|ok|will|see|of|she|he|sounds|works|for)\b)"), "yes"),
    (re.compile(r"\b(?:cna|cnat|cat|cant) (?=make|come|be there|go\b)|\bcnat\b"), "can not "),
    (re.compile(r"\bmakeit\b"), "make it"),
    (re.compile(r"\bthumbs? up\b"), "yes"),
    (re.compile(r"\bthumbs? down\b"), "no"),
    (re.compile(r"\balot\b"), "a lot"),
    (re.compile(r"\bok(?:ie|ey|i)[ -]?do(?:k|ki|kie|key)\w*\b|\bokie dokie\b"), "ok"),
    (re.compile(r"\bther\b"), "there"),
    (re.compile(r"\b(?:si )?ay (?=estare|nos)"), "ahi "),
)

MEANT = (
    "appointment",
    "appointments",
    "cancel",
    "canceling",
    "cancelled",
    "confirm",
    "confirmed",
    "reschedule",
    "rescheduling",
    "tomorrow",
    "minutes",
    "running",
    "traffic",
    "thanks",
    "thank",
    "please",
    "message",
    "messages",
    "texting",
    "number",
    "wrong",
    "worse",
    "swollen",
    "swelling",
    "bleeding",
    "breathe",
    "stuck",
    "change",
    "another",
    "different",
    "definitely",
    "absolutely",
    "perfect",
    "there",
    "unsubscribe",
    "question",
    "insurance",
    "confirmo",
    "confirmar",
    "confirmada",
    "cancelar",
    "cancelen",
    "cambiar",
    "reprogramar",
    "gracias",
    "numero",
    "equivocado",
    "llamenme",
    "llameme",
    "llamar",
    "tarde",
    "trafico",
    "hinchado",
    "hinchada",
    "sangrando",
    "mensajes",
    "manana",
    "dolor",
    "favor",
    "puedo",
    "podre",
)
"""Words that decide something and are long enough to be recognized when they are mistyped."""
NEVER_MEANT = frozenset(
    (
        "their where these three threw here her chance charge charged changes changed think thanked than then worst worked works "
        "strong wrung text texted member numbed lumber exchange pleased pleasant plead truck struck stick stock cancer concern concerned "
        "conform comfirm2 tardes tarda puede puedes pueda podra podria cambio cambie llama llame llamen dolar calor color "
        "fervor labor sabor nombre hinchazon sangre mensaje numeros breath breathing running2 runny ringing traffics perfection "
        "perfecto perfecta llaman llamas llamo llamada llamado marcar "
        "other anther passages massage manage manager hair chair clear where's favorite llegar reprograma confirma confirme "
        "cancela cancele cancelado cancelada cancelled canceled cancels gracia grasas bathe breached breathed bleed"
    ).split()
)
"""Words that are somebody's own, one letter away from one of those."""


def plain(text: str) -> str:
    """The text in lower case, without accents, with emoji as words, contractions and short forms written out, and mistyped words mended."""
    said = unicodedata.normalize("NFKC", text[:LONGEST]).replace("’", "'").replace("‘", "'").replace("`", "'").replace("´", "'")
    said = "".join(f" {EMOJI[one]} " if one in EMOJI else one for one in said)
    said = "".join(one for one in unicodedata.normalize("NFKD", said.lower()) if not unicodedata.combining(one))
    said = re.sub(r"[¿¡\"“”«»*_~()\[\]{}]", " ", said)
    said = re.sub(r"([a-z])\1{2,}", r"\1", said)
    for found, written in CONTRACTED:
        said = found.sub(written, said)
    words = re.findall(r"[a-z0-9:'/]+|[?!.,;]", said)
    return " ".join(_mended(SHORT.get(word, word)) for word in words)


def _mended(word: str) -> str:
    """The word that was meant, where it is one slip away from one that decides something (two in a long one)."""
    if len(word) < 5 or " " in word or word in MEANT or word in NEVER_MEANT or not word.isalpha():
        return word
    slips = 2 if len(word) >= 9 else 1
    near = [(OSA.distance(word, meant, score_cutoff=slips), meant) for meant in MEANT if abs(len(meant) - len(word)) <= slips]
    best = min(near, default=(slips + 1, ""))
    return best[1] if best[0] <= slips else word


ENGLISH = frozenset(
    "the i you it is are am will be my me a an and to for of on at in can do not this that what when where who how have need want with "
    "yes yeah please thanks thank ok see there time visit appointment tomorrow today call late sorry stop help wrong number".split()
)
SPANISH = frozenset(
    "el la los las yo usted es son estoy estare voy mi me un una y para de del en que no si puedo podre cuando donde quien como tengo "
    "necesito quiero con gracias por favor cita hora manana hoy llame llamenme llegar tarde perdon disculpe alto ayuda numero claro "
    "ahi mas ya bien bueno muy hola buenos buenas dias tardes dolor cancelar cambiar confirmo duele peor".split()
)


def language_of(said: str) -> str:
    """The language ("es", "en") by the small words of a plain text; "" where it could be either ("no", "ok", digits)."""
    words = re.findall(r"[a-z]+", said)
    spanish = sum(word in SPANISH and word not in ENGLISH for word in words)
    english = sum(word in ENGLISH and word not in SPANISH for word in words)
    if spanish == english:
        return ""
    return "es" if spanish > english else "en"
