"""A call is wanted."""

import re

from bridgework.rules.reply_words.shapes import table

CALL_ME = table(
    (
        r"\b(?:call|phone|ring|buzz|dial) (?:me|us|back|my (?:cell|number|phone|wife|husband|mom|mother|work|"
        r"house|home|daughter|son|dad|father))\b|\bgive (?:me|us|my \w+) a (?:\w+ )?(?:call|ring|buzz)\b",
        95,
    ),
    (
        r"\b(?:can|could|please|would|will) (?:you |somebody |someone |anyone |the (?:doctor|office|nurse|"
        r"front desk) |a person |dr \w+ )*(?:please )?(?:call|phone|ring|dial)\b(?! (?:you|the|it|in|off|"
        r"and cancel))|\b(?:have|get) (?:\w+ ){1,3}(?:call|phone) (?:me|us)\b",
        92,
    ),
    (
        r"\b(?:talk|speak|chat) (?:to|with) (?:\w+ )?(?:someone|somebody|anyone|a person|person|doctor|dr|human|"
        r"real person|nurse|you|office|receptionist|front desk|staff|dentist|representative|live)\b|\b(?:want|"
        r"need|would like|like|prefer|rather|wants) (?:to |a |you to )?(?:talk|speak|call|phone call|callback|"
        r"call back)(?! (?:you|them|back later))\b",
        88,
    ),
    (
        r"\b(?:someone|somebody|anyone|a person) (?:that |who )?(?:i|we) (?:can|could) (?:talk|speak)\b|"
        r"\bget a (?:phone )?call\b|^call(?: me)?(?: at)? [\d (]{7,}|\b(?:contact|reach) (?:me|us) (?:by|on|via|"
        r"at) (?:the |my )?(?:phone|cell|telephone|number|\d+)|^call(?: please| now| as soon as possible| asap|"
        r" tomorrow| today| later)?[ .!?]*$|\bcall(?:ing)? (?:please|asap|as soon as possible|now|when you can|"
        r"after \d|before \d|around \d)\b|\b(?:expecting|waiting for|need|want|missed) (?:a|your|you|"
        r"the) (?:phone )?call\b|\bcall ?back\b|\bmissed (?:your|a) call\b|\b(?:saw|see) you called\b|\bcall me\b|"
        r"\bbest (?:time|number) to (?:call|reach) me\b|\bphone call\b",
        85,
    ),
    (
        r"\b(?:llamenme|llameme|llamame|llamarme|llamenos|llamanos|marquenme|marqueme|marcame|marcarme|hablenme|"
        r"hableme|hablame|hablarme|telefoneenme)\b|\b(?:me|nos) (?:pueden?|podrian?|podria|puede|podras|"
        r"puedes) (?:\w+ )?(?:llamar|marcar|hablar|regresar|devolver)\b|\bque me (?:llamen|llame|marquen|hablen|"
        r"marque)\b|\b(?:quiero|quisiera|necesito|me gustaria|prefiero|puedo|podria|ocupo|"
        r"deseo) (?:\w+ )?hablar\b|\bhablar con (?:alguien|una persona|el|la|un|usted|ustedes)\b",
        93,
    ),
    (
        r"\b(?:me|nos) (?:llaman?|marcan?|hablan?|llamas)\b(?! por (?:que|mi nombre))|\b(?:una|por) llamada\b|"
        r"\b(?:favor de|por favor) (?:llamar(?:me)?|llamen?|marcar|llame)\b|\b(?:llamen|llame)\b(?: por favor|"
        r" a(?:l| mi)| manana| hoy|$)|\b(?:regresen|devuelvan|regreseme|devuelvanme)(?:me)? la llamada\b|"
        r"\bllamada (?:por favor|perdida)\b|\b(?:pueden?|podrian?|podria) llamar\b",
        88,
    ),
    (
        r"\b(?:get|want|need) (?:a|an) (?:\w+ )?(?:human|person|agent|operator|representative)\b|^(?:please |an? |real |live |"
        r"just )*(?:agent|operator|representative|human|receptionist|person|call|phone call|callback|talk to (?:me|someone))(?: "
        r"please| now)?[ .!]*$|"
        r"\b(?:telephone|ring|phone|dial|cal) me\b|\b(?:return|answer|pick up) (?:my|the|your) (?:calls?|phone)\b|\b(?:reach|contact|"
        r"call|phone) (?:me|us|him|her|my \w+|his \w+|her \w+) "
        r"(?:at|on|by|instead)\b|\bcall (?:my|his|her) (?:\w+ )?\w+\b|\b(?:call|phone|ring) (?:[a-z]+ )?(?:at |"
        r"on )?(?:\d{3}[ -]?){2}|\b(?:need|want|have) to (?:talk|speak)\b|"
        r"\bprefer (?:\w+ )?(?:calls?|phone|to talk|you call)\b|\b(?:have|ask|tell) (?:\w+ ){1,5}(?:call|phone|telephone|ring) (?:me|"
        r"us|my|him|her)\b|\bby phone\b|"
        r"\byou call instead\b|(?<!will )(?<!can )\bcall (?:then|tonight|anytime|any time|whenever)\b|\b(?:then|instead|just|please|text) [, ]*call\b(?! "
        r"(?:you|the|in|it|off|to))|\bwhen can (?:you|someone) call\b",
        86,
    ),
    (
        r"\b(?:llam|marqu|habl|echem|telefone)(?:eme|enme|ame|arme|enos|ennos|e)\b.{0,20}\b(?:llamada|telefono|por favor|manana|hoy|"
        r"mejor|\d{3})|\b(?:echeme|echenme|deme|denme|me dan|"
        r"me da|me echa) (?:una llamad\w+|un telefonazo|un timbrazo|una llamadita)\b|\b(?:puedo|quiero|necesito|quisiera|prefiero) "
        r"(?:que me (?:llam\w+|marqu\w+|habl\w+)|hablar)\b|"
        r"\bpor telefono\b|\bcomuniquese\b|\bregresan la llamada\b|\bllam(?:e|en) a mi\b|\b(?:llameme|llamenme|marqueme|marquenme|"
        r"llamame|hableme|hablenme)\b",
        88,
    ),
    (
        r"\b(?:can|could|let us|can i) (?:we |i |you )?(?:just )?talk\b(?! (?:later|about it with))|\btalk (?:instead|by phone|on the phone|is easier)\b|\b(?:try|use) (?:my|the|his|her) (?:work|home|cell|house) ?(?:number|phone|line)?\b|\b(?:hit|hmu|holler at|buzz|ring|dial) (?:me )?(?:up )?(?:on|by) "
        r"(?:the |my )?(?:phone|cell|line)\b|\bhit my line\b|\bgive (?:me |us )?a (?:jingle|holler|shout|bell)\b",
        85,
    ),
)

NOT_CALL_ME = re.compile(
    r"\b(?:do not|please do not|never|no need to|stop|not|quit) (?:need to |have to |you )?(?:call(?:ing)?|"
    r"phone|ring)\b|\b(?:i|we) (?:will|am going to|can|have to|need to|tried to|tried|should|would|did|"
    r"was going to|already)? ?(?:try to |just |already )?(?:call(?:ed|ing)?|phone[d]?) (?:you|the|your|back|"
    r"in|and|them|earlier|twice|yesterday|later|tomorrow|today)\b|\bwill call\b|\b(?:what|which) (?:number|"
    r"phone)\b|\bcan i call\b|\bshould i call\b|\bno me (?:llamen?|marquen?)\b|\b(?:yo |los |les |lo |le |"
    r"la )(?:llamo|llamare|voy a llamar|marco)\b|\bme llamo\b(?! )|\bme llamo [a-z]+\b|\bcomo (?:se|"
    r"te) llama\b|\bcall it\b|\bi am calling\b|\btried calling\b|\bwho (?:called|is calling)\b|"
    r"\bcall(?:ing)? off\b"
)
