"""Somebody else reads it: the wrong number, or the patient has died."""

import re

from bridgework.rules.reply_words.shapes import table

DECEASED = table(
    (
        r"\b(?:passed away|has died|have died|deceased|no longer with us|no longer alive|is dead|was killed|"
        r"died (?:last|this|on|in|yesterday|of|from)|just died|he died|she died|(?:husband|wife|mother|mom|father|"
        r"dad|son|daughter|brother|sister|patient) (?:has |just )?(?:died|passed(?! out))|rest in peace)\b",
        92,
    ),
    (r"\b(?:fallecio|fallecid[oa]|murio|ha muerto|esta muert[oa]|ya no esta con nosotros|difunt[oa])\b", 92),
    (
        r"\b(?:<KIN>|he|she|[a-z]+) (?:has |just |recently |already |ya )*(?:died|passed(?: on| away)|is dead|is deceased|fallecio|"
        r"murio)\b|\b<KIN> (?:has |just )?passed[ .!]*$|"
        r"^(?:he|she|they) (?:has |have )?passed[ .!]*$|\b(?:rip|r i p|funeral (?:was|is)|buried|in heaven|descanse en paz|estate of|his "
        r"estate|her estate|late husband|late wife)\b|"
        r"\blost (?:my|our|his|her) (?:\w+ )?(?:son|daughter|husband|wife|mother|mom|father|dad|brother|sister|grand\w+|child|baby)\b|\bdios (?:ya )?"
        r"se (?:lo|la|los)? ?llevo\b|\bdescans\w+ en paz\b|\ben paz descans\w+\b|\bq ?e ?p ?d\b|\b(?:with|to) (?:the lord|god|jesus) now\b|\bwent to be "
        r"with (?:the lord|god|jesus)\b|\b(?:in the cemetery|en el (?:panteon|cementerio)|enterr(?:amos|aron))\b|\b(?:gone to|is in|went to) heaven\b|\b(?:esta en el|se fue al) cielo\b|"
        r"\b(?:murio|fallecio|muerto|muerta)\b|\b(?:been|he is|she is|already) dead\b|\bno longer (?:with us|alive|living)\b|\bya no "
        r"esta con nosotros\b",
        90,
    ),
    (
        r"\b(?:<KIN>|he|she|they|patient)(?: (?:has|just|finally|also))* passed\b(?! (?:out|by|the|a|an|his|her|their|my|gas|on (?:the|this|that)|that|it|up|over|through|inspection|with flying))|\bpassed in (?:the|her|his) (?:night|sleep)\b|"
        r"\b(?:went|gone|called|going|gone on) (?:on )?(?:home )?to (?:glory|heaven|(?:be with )?(?:the lord|jesus|god|his maker|her maker))\b|\b(?:with the angels|with our lord|in a better place|no longer on this earth|gained (?:his|her) wings|crossed over)\b|"
        r"\b(?:he|she|<KIN>) (?:has |is )?been gone since\b|\blaid (?:him|her|them|<KIN>) to rest\b|\b(?:lost|buried|burying) (?:him|her|(?:my )?(?:mama|mom|dad|daddy|papa|grandma|grandpa))\b(?! (?:number|phone|info\w*|crown|tooth|filling|card|keys))|"
        r"\b(?:he|she|<KIN>|patient)(?: has| just)* expired\b|\blost (?:his|her|their|the) (?:battle|fight)\b|\btook (?:his|her) own life\b|\b(?:is|are) (?:the late|six feet)\b|"
        r"\bse nos (?:fue|adelanto|murio)\b|\bse (?:me|le) adelanto\b|\b(?:esta|se fue|anda) (?:ya )?con (?:dios|diosito|el senor)\b|\b(?:dios|diosito) (?:ya )?(?:se )?(?:lo|la|los|las) (?:llevo|recogio)\b|\bpaso a mejor vida\b|\b(?:lo|la) mataron\b|"
        r"\b(?:perdio la vida|perdimos a|dejo de existir|ya no vive .{0,12}murio)\b",
        88,
    ),
)

NOT_DECEASED = re.compile(
    r"\b(?:murio|muerto|muerta|fallecio) (?:el|la|mi|al|del) (?:carro|celular|telefono|pila|bateria|troca|coche|camioneta|perr\w+|gat\w+|nervio|diente|muela)\b|"
    r"\b(?:dead|died|passed|killed|buried)(?: \w+)? (?:dog|cat|car|phone)\b|\b(?:dog|cat|puppy|perro|gato)(?: \w+){0,2} (?:died|passed|murio)\b|"
    r"\b(?:phone|battery|car|tooth|nerve|cell|truck|teeth|signal|carro|bateria|telefono|celular|nervio|diente|"
    r"muela)(?: \w+){0,3} (?:dead|died|muert[oa]|murio)\b|\bdead (?:tooth|nerve|battery|phone|tired|"
    r"serious)\b|\bdead body\b"
)

MOURNS = re.compile(
    r"^(?!.*\b(?:his|her|their|the) (?:appointment|visit)).*\b(?:(?:i|we) (?:\w+ )?(?:can not|will not|am not|are not|have to|need to|could not)|no (?:puedo|voy|podre|podemos|vamos|ire|iremos)|velorio|entierro)\b"
)
"""Who does not come because somebody else has died, and is not the patient."""

WRONG_PERSON = table(
    (r"\b(?:number|phone|cell) (?:is|was) not (?:hers|his|theirs|mine|yours|the|for|[a-z]+ (?:anymore|any more))\b", 88),
    (
        r"\bthere is no [a-z]+ (?:here|at this|living|on this)\b|\b(?:this )?(?:number|phone) (?:belongs|"
        r"is (?:someone|somebody|now))\b|\bno (?!complaints?|pain|problems?|issues?|swelling|changes?|worries|objections?)[a-z]+ (?:here|at this number)\b",
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
        r"them|who you|the one you|me\b)|^(?:i am|this is|it is) not (?!sure|able|coming|come|go|feel|want|need|going|available|"
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
    # Who answers for somebody no more, or was never a patient here.
    (
        r"\b(?:no longer|not|am not|never was) (?:his|her|their|the|a|your) (?:caregiver|guardian|wife|husband|mother|father|mom|dad|"
        r"parent|son|daughter|patient|client|social worker|nurse)\b|"
        r"\b(?:ex|ex husband|ex wife|divorced|separated)\b|\bthis is (?:a|an|my|the) (?:\w+ )?(?:business|work|company|fax|office|"
        r"school)\b|\bnot a dental\b|\bmix(?:ed|ing)? (?:me|us|it|numbers) up\b|\bmixed up with\b|\bmistaken(?:ly)?\b|"
        r"\bconfus(?:ed|ing) (?:me|us) with\b|\bdo not have (?:an? |any )(?:\w+ )?(?:appointment|dentist|doctor)s?\b(?! (?:yet|time|"
        r"scheduled yet))|\bnever (?:been|made|scheduled|booked|"
        r"heard|asked for|signed up for) (?:\w+ ){0,3}(?:office|appointment|there|patient|you)\b|\bnew (?:phone|number) who\b|"
        r"\b(?:just |recently )?got this (?:\w+ )?(?:number|phone)\b|"
        r"\b(?:had|have had) this number for\b|\bnot (?:that|this) (?:person|guy|lady|woman|man|patient)\b|\bgot the wrong\b|"
        r"\bnobody (?:by|with|here|named|called)\b|\bno longer (?:uses|has|owns|at) this\b|"
        r"\bnot his (?:phone|number)\b|\bnot (?:my|our) (?:name|appointment|kid|child)\b|\bmy name is (?:not \w+|\w+ not \w+)\b",
        86,
    ),
    (r"^[a-z]+ who ?\?*$", 70),
    (
        r"^who(?: the \w+| in the \w+)? is (?!this|it|that|the|doctor|going|my|doing|your|he|she|there|calling|texting|asking|available|"
        r"working)[a-z]+[ ?.!]*$",
        70,
    ),
    (
        r"\bno (?:soy|somos|es) (?:esa|ese|la|el|mi) (?:persona|senora|senor|paciente|nombre)\b|\b(?:ella|el|esa persona|[a-z]+) "
        r"(?:ya )?no (?:vive|trabaja|esta|usa) (?:aqui|este|en este)\b|"
        r"\bno (?:tengo|hice|pedi|saque) (?:ninguna|ningun|una) (?:cita|turno)\b|\b(?:este )?(?:ya )?no es (?:su|el|mi) (?:numero|"
        r"nombre|telefono)\b|\bno (?:la |lo |los )?conozco\b|"
        r"\baqui no (?:\w+ ){1,2}(?:ningun|ninguna|nadie)\b|\bno hay (?:ningun|ninguna|nadie)\b|\bnumero (?:ekivocado|ekibocado|"
        r"equibocado|herrado|errado)\b|\byo no soy\b|\bcambio de numero\b|"
        r"\bpersona equivocada\b|\bmarco mal\b",
        86,
    ),
    (
        r"\b(?:meant|intended|supposed to (?:be|go)) (?:for|to (?:text|message|reach|send|go to)) (?:someone|somebody|another|a "
        r"different)\b|\bby mistake\b|\bin error\b|\bthis (?:text|message|number|appointment) is not (?:for|mine|meant)\b|\b(?:her|"
        r"his) (?:roommate|"
        r"neighbor|landlord|coworker)\b|\bdo not live (?:in|there|here|anywhere)\b|^wrong (?:no|nbr|nr|cell)[ .!]*$|\b(?:he|she|they|"
        r"(?!i\b|we\b)[a-z]+) (?:has )?moved (?:out|away)\b(?! so)|^(?!(?:i|we)\b)[a-z]+ moved\b|\bpor error\b|\bpor equivocacion\b",
        84,
    ),
)

NOT_WRONG_PERSON = re.compile(
    r"^(?:oops|ups|my bad|ay)\b.*|\bwrong (?:person|number|chat|thread)\b.{0,20}\bi (?:was|am) (?:texting|trying)\b|"
    r"\bwrong (?:tooth|date|time|day|insurance|address|birthday|birth date|location|office|email|e-mail|"
    r"appointment|side|doctor|link)\b|\bno longer my (?:insurance|dentist|address)\b|"
    r"\bequivocad[oa] (?:de )?(?:la )?(?:hora|fecha|dia|cita)\b|\bis this (?:the )?wrong\b|\bfor (?:me|mi)\?|"
    r"\bwhat is wrong\b|\bsomething wrong\b|\bnothing wrong\b|\bno (?:one|body) (?:called|answered|has called|"
    r"answers|picks?|picked|is answering)\b|\bno with\b|\bnobody (?:called|answered|answers)\b"
)
