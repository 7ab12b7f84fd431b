"""Somebody else reads it: the wrong number, or the patient has died."""

import re

from bridgework.rules.reply_words.shapes import table

DECEASED = table(
    (
        r"\b(?:passed away|has died|have died|deceased|no longer with us|no longer alive|is dead|was killed|"
        r"died (?:last|this|on|in|yesterday|of|from)|just died|he died|she died|(?:husband|wife|mother|mom|father|"
        r"dad|son|daughter|brother|sister|patient) (?:has |just )?(?:died|passed)|rest in peace|death in)\b",
        92,
    ),
    (r"\b(?:fallecio|fallecid[oa]|murio|ha muerto|esta muert[oa]|ya no esta con nosotros|difunt[oa])\b", 92),
)

NOT_DECEASED = re.compile(
    r"\b(?:phone|battery|car|tooth|nerve|cell|truck|teeth|signal|carro|bateria|telefono|celular|nervio|diente|"
    r"muela)(?: \w+){0,3} (?:dead|died|muert[oa]|murio)\b|\bdead (?:tooth|nerve|battery|phone|tired|"
    r"serious)\b|\bdead body\b"
)

WRONG_PERSON = table(
    (r"\b(?:number|phone|cell) (?:is|was) not (?:hers|his|theirs|mine|yours|the|for|[a-z]+ (?:anymore|any more))\b", 88),
    (
        r"\bthere is no [a-z]+ (?:here|at this|living|on this)\b|\b(?:this )?(?:number|phone) (?:belongs|"
        r"is (?:someone|somebody|now))\b|\bno [a-z]+ (?:here|at this number)\b",
        85,
    ),
    (
        r"\bwrong (?:number|person|phone|guy|lady|patient|contact|individual|recipient|man|woman|num|cell|dude|"
        r"people|one|family|name)\b|\bincorrect (?:number|person)\b|^wrong$",
        95,
    ),
    (
        r"\b(?:not|is not|no longer|isn not) (?:the right|the correct|my|his|her|their|this person is|"
        r"that person is) (?:number|person|phone|cell|appointment|name)\b|\b(?:right|correct) number\? no\b",
        88,
    ),
    (
        r"\b(?:no one|nobody|no body|no)(?: here)? (?:by|with|named|called|of)(?: that name| the name| this name|"
        r" \w+)?(?: (?:here|lives here))?\b|\bno (?:such person|one here)\b",
        88,
    ),
    (
        r"\b(?:i am|this is|you (?:are )?not|it is) not (?:him|her|the patient|that person|this person|the person|"
        r"them|who you|the one you|me\b)|^(?:i am|this is|it is) not (?!sure|able|coming|going|available|"
        r"interested|feeling|well|in|ready|free|at|good|working|ok|a|the|happy|too|really|so|funny|gonna|certain|"
        r"home|here|yet|my|an|what|right|fair|cool|cheap|easy|enough|done|possible|necessary|driving|up|doing|"
        r"clear|and|but|comfortable)[a-z]+(?: [a-z]+)?(?: ?[.,!].*)?$",
        85,
    ),
    (
        r"\bdo not know (?:any|anyone|anybody|this person|that person|who that is|who this person|him|her|a \w+$|"
        r"no \w+$|(?:a|any) (?:one )?(?:named|called))\b|\bdo not know who \w+ is\b|\bnever heard of\b|"
        r"\bdo not (?:even )?have (?:a|any) (?:patient|child|son|daughter|kid|one)\b|\bnot me\b(?!\.? ?\?)|"
        r"\bwho is [a-z]+\?* (?:wrong|not me)",
        85,
    ),
    (
        r"\b(?:esta|este|ese|esa) no es (?!mi|el dia|la hora|la fecha|necesari|posible|urgente)[a-z]+$|"
        r"\bya no es (?:de|el de|mi|su)\b|\b(?:not|no longer) (?:use|uses|have|has) this (?:number|phone)\b|"
        r"\bthis is not [a-z]+(?: is)? (?:phone|number|cell)\b|\b(?:does not|no longer|not) (?:live|lives|work|"
        r"works|use|uses|have|has|own|owns) (?:here|there|this (?:number|phone))\b|\b(?:not|no longer) (?:my|his|"
        r"her|\w+) (?:number|phone)\b|\bnew (?:owner of|number i just got)\b|\bjust got this (?:number|phone)\b|"
        r"\bdifferent person\b|\bnot (?:a|your) patient\b|\bnever been (?:there|to your|a patient)\b|"
        r"\bnot for me\b|\bwrong\b.*\b(?:number|person)\b|\bsomeone else is number\b",
        85,
    ),
    (
        r"\b(?:numero|telefono|celular|persona|contacto) (?:esta |es )?(?:equivocad[oa]|incorrect[oa]|erroneo|"
        r"mal)\b|\b(?:equivocad[oa]|equivocaron|equivoco|confundieron|confundid[oa])\b(?! de (?:hora|dia|fecha))",
        93,
    ),
    (
        r"\bno soy (?!segur|capaz|buen|un |una |muy |fan)[a-z]+\b|\baqui no (?:vive|hay|trabaja|esta|es)\b|"
        r"\bno (?:vive|trabaja) aqui\b|\bno conozco a\b|\beste no es (?:el |su |mi )?(?:numero|telefono|celular|"
        r"de)\b|\bya no (?:es (?:su|mi|el)|tiene este|usa este) (?:numero|telefono)\b|\bno es (?:para mi|mi cita|"
        r"el numero|la persona)\b|\bno se quien es (?:esa|ese|el|la)\b|\bno existe\b",
        88,
    ),
)

NOT_WRONG_PERSON = re.compile(
    r"\bwrong (?:tooth|date|time|day|insurance|address|birthday|birth date|location|office|email|e-mail|"
    r"appointment|side|doctor|link)\b|\bno longer my (?:insurance|dentist|address)\b|"
    r"\bequivocad[oa] (?:de )?(?:la )?(?:hora|fecha|dia|cita)\b|\bis this (?:the )?wrong\b|\bfor (?:me|mi)\?|"
    r"\bwhat is wrong\b|\bsomething wrong\b|\bnothing wrong\b|\bno (?:one|body) (?:called|answered|has called|"
    r"answers|picks?|picked|is answering)\b|\bno with\b|\bnobody (?:called|answered|answers)\b"
)
