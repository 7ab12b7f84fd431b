"""What replies say, as patterns over the plain text of `reply_text`: English and Spanish side by side, one table for each meaning.

A pattern carries how sure it makes us, in percent. `NOT_...` tables hold the sentences with the same words that mean something else.
"""

import re
from re import Pattern

DAY = (
    r"(?:today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|"
    r"hoy|manana|lunes|martes|miercoles|jueves|viernes|sabado|domingo|\d{1,2}(?::\d\d)?(?: ?[ap]m)?)"
)
VISIT = r"(?:appointment|appointments|visit|booking|slot|reservation|consult|consultation|cita|visita|consulta|turno)"
Table = tuple[tuple[Pattern[str], int], ...]


def _table(*rows: tuple[str, int]) -> Table:
    return tuple((re.compile(pattern), sure) for pattern, sure in rows)


WORSE = _table(
    (
        r"\b(?:barely|hardly|can not really|apenas|casi no) (?:\w+ )?(?:breathe?|swallow|open my|open it|eat|"
        r"sleep|chew|talk|puedo|abro)\b",
        88,
    ),
    (
        r"\b(?:pain|ache|toothache|tooth|hurts?|hurting|swelling|infection|it|this|everything|throbbing|abscess|"
        r"things?)(?: \w+){0,2} (?:getting|gotten|got|getting a lot|gets|become|becoming|went|feels?|feeling|"
        r"keeps getting|is|way|much|lot|been) (?:so |much |even |a lot |way |really |any )?(?:worse|unbearable|"
        r"excruciating|intolerable|bigger)\b",
        95,
    ),
    (
        r"\b(?:pain|ache|toothache|it)(?: \w+){0,3} (?:worse|worsening|unbearable|excruciating|intolerable|"
        r"spreading|terrible|awful|horrible|severe|intense|killing me)\b",
        95,
    ),
    (
        r"^(?:ouch |ow |please |help |hi |hey |hello |and |but |my \w+ |it |this |still |tooth )*(?:hurts?|"
        r"hurting|aches|aching|throbs|throbbing)(?: (?:please|help|ouch|a lot|so))*[ .!]*$|\bouch\b|\bpain(?: is|"
        r" has| gets)?(?: been| getting)? (?:really |so |very |pretty |too |real |super )*(?:bad|strong|high|"
        r"sharp|much|serious)\b|\b(?:toothache|ache|it|tooth|jaw) (?:is |feels |hurts )(?:really |so |very |too |"
        r"super )+(?:bad|painful|sore|sensitive)\b|\b(?:throbs|painful)\b|\b(?:pain ?killers?|meds|medicine|"
        r"medication|pills|ibuprofen|tylenol|advil|antibiotics?)(?: \w+){0,4} (?:not (?:help|work|doing|touch)\w*|"
        r"stopped (?:working|helping)|no longer (?:help|work)\w*)\b",
        84,
    ),
    (
        r"\b(?:pain|swelling|ache|it|fever|bleeding)(?: \w+){0,2} not (?:going (?:away|down)|stopping|better|"
        r"improving|getting better|letting up|helping)\b|\bpain (?:went|goes|jumped|is now|is up) (?:from|to|"
        r"at)\b|^(?:i am |am |still )*hurting\b|\b(?:i am|am still|am really|been) hurting\b|"
        r"\bthroat (?:is )?(?:closing|tight)|\ba[bs]+cess\w*\b|\babses\w*\b|\b(?:infection|swelling|pain|redness|"
        r"it) (?:is )?spread\w*\b|\b(?:blowing|blew|puffed|ballooned|puffing) up\b|\bup all night\b|"
        r"\bdid not sleep\b|\bno sleep\b|\bin tears\b|\bcrying\b|\bblack ?(?:ed)? out\b|\bfaint\w*\b|\bmatando\b|"
        r"\bme mata\b|\ben aumento\b|\bno se (?:me )?(?:quita|calma|baja)\b|\blloran\w*\b",
        84,
    ),
    (
        r"\b(?:getting|gotten|got|feeling|feel|feels|much|way|even|lot) worse\b|\bworsen(?:ed|ing)\b|"
        r"\bworse (?:than|now|today|pain|and worse)\b|^worse\b",
        85,
    ),
    (
        r"\b(?:so much|too much|a lot of|lots of|really bad|very bad|bad|terrible|severe|extreme|awful|horrible|"
        r"horrific|unbearable|excruciating|more|worse|worst|constant|intense|sharp|serious|insane|crazy|major|"
        r"massive) (?:\w+ )?(?:pain|toothache|ache)\b",
        92,
    ),
    (r"\bin (?:\w+ ){0,3}(?:pain|agony)\b|\bpain (?:is )?(?:10|9|8|through the roof|all night|all day|level)|\bagony\b", 90),
    (
        r"\b(?:hurts?|hurting|aches?|aching|throbs|throbbing)(?: \w+){0,3} (?:bad|badly|a lot|so much|really|more|"
        r"like hell|worse|terribly|crazy|now|again|all night|constantly)\b|\b(?:really|still|now|badly|"
        r"starting to|started) (?:hurts?|hurting|aching|throbbing)\b|\bkilling me\b|\bthrobbing\b",
        88,
    ),
    (
        r"\b(?:face|cheek|jaw|gums?|mouth|neck|eye|lips?|tongue|throat|chin|side)(?: \w+){0,3} (?:swollen|"
        r"swelling|swelled|swell|puffy|blew up|blown up|huge|numb|ballooned)\b|\bswollen\b|\bswelling\b|"
        r"\bswelled\b|\bswoll?en up\b",
        92,
    ),
    (
        r"\bcan not (?:even )?(?:breathe|swallow|open my (?:mouth|jaw)|sleep|eat|chew|take (?:the|this) pain|"
        r"take it (?:any|much)|stand (?:the|this|it)|handle (?:the|this) pain|bite|close my mouth)",
        90,
    ),
    (r"\b(?:trouble|difficulty|hard time|hard|problems?) (?:to )?(?:breathing|swallowing|breathe|swallow|opening my mouth)\b", 97),
    (
        r"\b(?:have|got|running|with|had|developed|a|high) (?:a )?(?:\w+ )?fever\b|\bfever and\b|\bchills\b|"
        r"\bpus\b|\babscess\b|\bred streaks?\b|\bdrain(?:ing|age)\b",
        85,
    ),
    (r"\bbleeding\b|\bblood (?:everywhere|coming|in my mouth)\b|\bkeeps bleeding\b", 85),
    (
        r"\b(?:dental emergency|this is an emergency|it is an emergency|going to (?:the )?(?:er|emergency room|"
        r"hospital|urgent care)|at the (?:er|emergency room|hospital) (?:for|with|because)|need (?:to be seen|"
        r"help|someone|somebody) (?:now|right away|immediately|urgently|as soon as possible)|"
        r"can not wait (?:that long|until|till|any longer))\b",
        85,
    ),
    (
        r"\b(?:tooth|crown|filling|temporary|tooth just|piece)(?: \w+){0,3} (?:broke|broken|fell out|came out|"
        r"fell off|came off|cracked|knocked out|chipped|split|snapped)\b|\bbroke (?:my|a|the) tooth\b",
        75,
    ),
    (
        r"\b(?:dolor|duele|hinchazon|inflamacion|infeccion|muela|diente|esto|eso)(?: \w+){0,4} (?:peor|empeor\w+|"
        r"insoportable|horrible|terrible|aumenta\w*|aumento|fuerte|intenso|muchisimo|fuertisimo)\b",
        95,
    ),
    (r"\bempeor\w+\b|\b(?:estoy|sigo|voy|me siento|va|esta|cada (?:vez|dia)) (?:\w+ )?peor\b|^peor\b", 90),
    (
        r"\b(?:me|le|nos) (?:esta )?(?:duele|dolia|dolio|doliendo)(?: \w+){0,3} (?:mucho|mas|demasiado|muchisimo|"
        r"bastante|horrible|monton|toda la noche|un chorro|feo|otra vez)\b|\b(?:duele|doliendo) (?:mucho|mas|"
        r"demasiado|muchisimo|bastante|horrible|feo|un monton)\b",
        92,
    ),
    (
        r"^(?:hola |ay |aun |todavia |sigue |me sigue |y |si )*(?:me )?(?:duele|dolor|doliendo|"
        r"esta doliendo)(?: la \w+| el \w+| aun| todavia)?[ .!]*$|\bme duele (?:la|el|aqui|toda|todo|al|cuando)\b",
        82,
    ),
    (
        r"\b(?:mucho|muchisimo|tanto|demasiado|bastante|mas|fuerte|un) dolor(?:es)?\b(?! de cabeza)|"
        r"\bdolor(?:es)? (?:muy |tan |mas )?(?:fuertes?|intensos?|insoportables?|terribles?|horribles?|"
        r"fuertisimo)\b|\bme muero de(?:l)? dolor\b|\btengo dolor\b",
        90,
    ),
    (
        r"\bno (?:aguanto|soporto)\b|\bya no (?:aguanto|soporto)\b|\bno puedo (?:ni )?(?:respirar|tragar|dormir|"
        r"comer|abrir la boca|masticar|con el dolor)\b|\b(?:dificultad|me cuesta|problemas?) (?:para |al |"
        r"a )?(?:respirar|tragar)\b",
        92,
    ),
    (r"\b(?:hinchad[oa]s?|hinche|hincho|hinchando|hinchazon|inflamad[oa]s?|inflamo|inflamando)\b", 90),
    (
        r"\b(?:tengo|con|me dio|hay) (?:\w+ )?(?:fiebre|calentura|temperatura|pus)\b|\bpus\b|\bsangr(?:a|ando|ado|"
        r"e)\b|\bsangrado\b",
        85,
    ),
    (
        r"\b(?:es una emergencia|es urgente|me urge (?:que me|verlo|ver|atenc\w+|ayuda)|"
        r"voy a (?:la sala de )?(?:emergencias?|urgencias|hospital)|estoy en (?:emergencias?|urgencias))\b",
        80,
    ),
    (r"\bse me (?:rompio|quebro|cayo|partio|salio)\b", 75),
)
NOT_WORSE = re.compile(
    r"\b(?:no|not|without|zero|less|any|never|nothing|isn not|not in|free of|sin|ningun|menos|no tengo|no hay|"
    r"sin mas|no more|not (?:really|much) in)(?: (?:in|any|more|much|longer|have|having|a|tengo|mucho|nada de|"
    r"longer in|feeling))* (?:pain|swelling|fever|dolor|hinchazon|fiebre|bleeding|worse|hurting|hurt|swollen|"
    r"duele|hinchad[oa]|sangrado|pus)\b"
    r"|\b(?:pain|swelling|ache|toothache|fever|bleeding|hurting|tooth|dolor|hinchazon|fiebre|"
    r"sangrado)(?: \w+){0,3} (?:gone|better|less|went (?:away|down)|under control|stopped|improved|improving|"
    r"subsided|paso|quito|mejor|bajo|se fue|desaparecio|managed|manageable|controlled|resolved)\b"
    r"|\b(?:traffic|weather|snow|storm|rain|roads?|parking|service|line|trafico|clima|"
    r"lluvia)(?: \w+){0,3} (?:worse|peor|bad|terrible|horrible|awful|killing me)\b"
    r"|\b(?:will|does|would|is|going to|gonna|did|should) (?:it|this|that|the \w+|they|there)(?: going to|"
    r" really)? (?:hurt|be (?:any )?pain\w*|be painful|bleed|swell)"
    r"|\b(?:if|in case|what if|when|should|si)(?: \w+){0,4} (?:worse|hurts?|hurting|swells?|swollen|empeora|"
    r"duele|bleeding|pain|dolor)\b"
    r"|\b(?:va a|me va a|me vas? a|vaya a) (?:doler|sangrar)|\b(?:take|taking|tomar|tomo|something|anything|"
    r"pill|medicine|medication|meds|pills|algo|pastilla|medicina) (?:\w+ )?(?:for|para|contra) (?:the |"
    r"el )?(?:pain|dolor|swelling)\b"
    r"|\b(?:ya )?no (?:me |le )?(?:duele|dolio|sangra)\b|\bpain (?:meds?|medicine|medication|pills?|killers?|"
    r"reliever)\b(?! (?:\w+ )*(?:not|stopped|no longer|are not|do not))|\bhow (?:painful|much pain|much does|"
    r"bad)\b|\b(?:is|will|be|it) (?:it |this |that )?painful\b(?=.*\?)|\bpain in the (?:neck|butt|ass|rear)\b|"
    r"\bel trafico\b"
    r"|\b(?:scared|afraid|worried|nervous|miedo)(?: \w+){0,5} (?:hurt|pain|painful|dolor|doler|duela)\b|\bsorry\b.*\bhurt your\b"
)

DECEASED = _table(
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

WRONG_PERSON = _table(
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

LATE = _table(
    (
        r"\b(?:running|run|ran|am|are|be|is|being|end up|ending up|arrive|arriving|get there|getting there|"
        r"come in|coming|show up|get in|make it there|leaving work|was|got off|little|bit|minutes|hour|few|"
        r"slightly|probably|still) (?:\w+ ){0,5}?(?:late|behind|delayed)\b",
        92,
    ),
    (
        r"\b(?:\d+|five|ten|fifteen|twenty|thirty|a few|couple|half an|half) (?:more )?(?:minutes?|hours?|"
        r"m)? ?(?:late|behind|tops|more minutes|delay)\b|^late\b|^(?:sorry )?(?:am )?late$|\blate (?:by|about|"
        r"like|\d+|ten|five)\b|^running behind\b",
        90,
    ),
    (
        r"\b(?:stuck|sitting|caught|in|bad|heavy|terrible|lots of|so much|because of|there is|hit|crazy|awful|"
        r"the) (?:\w+ )?traffic\b|\btraffic (?:is|jam)\b|^traffic\b|\baccident on (?:the )?\w+|\btrain (?:is|"
        r"was) (?:\w+ )?delayed\b",
        85,
    ),
    (
        r"\b(?:be|am|get) there (?:in|within) (?:about |like |around |a |another )?(?:\d+|ten|five|fifteen|twenty|"
        r"few|couple|half|an)\b|\b(?:\d+|five|ten|fifteen|twenty|few) minutes? (?:away|out|from|more)\b|"
        r"\bneed (?:\d+|ten|five|fifteen|a few|another) (?:more )?minutes\b|\bgive me (?:\d+|ten|five|fifteen|"
        r"a few|another) ?(?:\d+ )?(?:more )?minutes?\b",
        85,
    ),
    (
        r"\b(?:looking for|can not find|finding|trying to find|no) parking\b|\bcan not find (?:the |"
        r"your )?(?:place|office|building|entrance|door)\b|\b(?:got|am|we are|are) lost\b|\bmissed (?:the|"
        r"my) (?:bus|train|exit|turn|ride)\b|\b(?:bus|train|uber|lyft|ride|taxi) (?:is |was |came |"
        r"running )?(?:\w+ )?(?:late|delayed|has not come)\b|\bflat tire\b|\bcar (?:broke down|will not start|"
        r"would not start|trouble)\b|\boverslept\b|\bwoke up late\b|\bjust leaving\b|\b(?:almost|nearly) there\b|"
        r"\bstuck (?:behind|in|at|on)\b|\bbe there (?:shortly|asap|as soon|soon)\b|\bya casi (?:llego|llegamos|"
        r"estoy)\b|\bpulling (?:in|up)\b|\bheld up\b",
        78,
    ),
    (
        r"\bcan not (?:make it|be there|get there|come|arrive|make it there) (?:on time|in time|right on time|"
        r"until|till|at exactly)\b|\bnot (?:going to )?(?:make it|be|get there|be there) (?:there )?(?:on time|"
        r"in time)\b|\bwill not (?:make it|be|be there|get there) (?:on time|in time|until|till)\b",
        85,
    ),
    (
        r"\b(?:voy|llego|llegare|llegar|llegaremos|llegando|estoy|vengo|ando|vamos|viene|hizo|saliendo|salgo|sali|"
        r"estare|llegamos) (?:\w+ ){0,5}?(?:tarde|retrasad[oa]s?|atrasad[oa]s?|demorad[oa]s?)\b|\bme hizo tarde\b|"
        r"^tarde\b",
        92,
    ),
    (
        r"\b(?:\d+|unos|cinco|diez|quince|veinte|media|pocos|un par de) ?(?:\d+ )?(?:minutos?|minutitos|hora|"
        r"min)? ?(?:tarde|de retraso|mas tarde|de demora|retrasad[oa])\b|\bme (?:retrase|demore|atrase|"
        r"voy a (?:retrasar|demorar|tardar)|retraso|atraso|estoy (?:retrasando|demorando))\b|\bcon retraso\b|"
        r"\bretraso\b|\bun poco (?:tarde|retrasad[oa])\b",
        90,
    ),
    (
        r"\b(?:mucho|hay|en el|en|el) (?:\w+ )?(?:trafico|embotellamiento|tapon|tranque|taco)\b|\batorad[oa]\b|"
        r"\batascad[oa]\b|\b(?:llego|estoy ahi|llegamos|voy llegando) en (?:unos |como )?(?:\d+|cinco|diez|quince|"
        r"veinte|un rato|unos)\b|\bperdi el (?:bus|camion|autobus|tren|metro)\b|\b(?:me perdi|estoy perdid[oa]|"
        r"no encuentro (?:el|la|donde|estacionamiento|parqueo))\b|\bno (?:llego|voy a llegar|llegare|"
        r"alcanzo a llegar) a tiempo\b|\bbuscando (?:estacionamiento|parqueo|parking)\b|\bdenme (?:\d+|cinco|diez|"
        r"quince) minutos\b",
        85,
    ),
)
NOT_LATE = re.compile(
    r"\btoo late\b|\blate (?:reply|response|answer|notice|afternoon|morning|evening|fee|night|cancel\w*|"
    r"charge|policy)\b|\bhow late\b|\bnot (?:be |running |going to be )?late\b|\bno traffic\b|\bno late\b|"
    r"\bsorry (?:for|about) (?:the |my )?(?:late|delay|delayed)"
    r"|\bif i am (?:\w+ )*late\b|\bwhat if\b.*|\bes (?:muy |demasiado )?tarde para\b|\b(?:por la|en la|de la|"
    r"buenas|esta) tardes?\b|\bno (?:llego|llegare|voy a llegar|estare) tarde\b|\bmas tarde\b(?!.*minutos)|"
    r"\blater\b(?!.*(?:minutes|traffic|late\b))|\bperdon(?:e|en)? (?:por )?(?:la )?(?:demora|tardanza)|"
    r"\bdelayed (?:response|reply)\b|\b(?:your|the) (?:office|doctor|dr|message|text) (?:is|was|ran|runs|"
    r"running|always) (?:\w+ )*late\b"
)

RESCHEDULE = _table(
    (rf"\b(?:got|have|have you got|anything|any time|something) (?:\w+ ){{0,3}}(?:on |for |next )?{DAY}\s*\?", 80),
    (r"\bre ?-? ?schedul\w*\b|\breschedule\b|\brebook\w*\b|\brearrange\b|\bpostpone\w*\b|\brain ?check\b|\bput (?:it )?off\b", 93),
    (
        rf"\b(?:change|move|switch|shift|push|bump|swap|delay|changing|moving|modify|"
        rf"adjust) (?:\w+ ){{0,4}}(?:{VISIT}|time|it|date|day|back|to {DAY}|to (?:the|next|a|another|later|earlier|"
        rf"later)|mine|things|hour|up)\b",
        88,
    ),
    (
        rf"\b(?:another|different|other|new|better|later|earlier|sooner|alternate|alternative) (?:\w+ )?(?:day|"
        rf"days|time|times|date|dates|slot|slots|{VISIT}|week|month|hour|hours|opening|openings|option|options)\b",
        88,
    ),
    (
        r"\b(?:come|do|do it|make it|go|be seen|get in|have it|come in|meet|start|fit me in|see me|get me in|"
        r"be there|squeeze me in|schedule|book|set it|do this|take) (?:\w+ ){0,3}?(?:later|earlier|sooner|another|"
        r"next (?:week|month|time)|the following|in the (?:morning|afternoon)|after (?:work|school|\d|lunch|noon)|"
        r"before (?:work|school|\d|lunch|noon)|around \d|any (?:earlier|later|sooner))\b",
        85,
    ),
    (
        rf"\b(?:later|earlier|sooner) (?:that|the same|in the|today|this|than|on|if possible|please|would|works?|"
        rf"is better|or|{DAY})\b|\b(?:any|anything|something|nothing|bit|little|much|hour) (?:\w+ )?(?:later|"
        rf"earlier|sooner)\b|\binstead\b|\bsooner\??$|\bearlier\??$",
        82,
    ),
    (
        rf"\b(?:can|could|how about|what about|may|would|is|does|maybe|let us|perhaps|we) (?:we |i |you |it |"
        rf"there be )?(?:do|make it|try|say|come|have|be|go|work)? ?(?:on |at |for |this |next |in )*(?:{DAY}|"
        rf"next week|next month|afternoon|morning|the week after)(?: (?:instead|work|ok|at|better|possible|morning|"
        rf"afternoon|available|open|please|be ok))",
        82,
    ),
    (
        rf"\b(?:do|would|could|can|will) you (?:guys )?(?:have|do|offer|get me in|see me|take me|"
        rf"fit me in)(?: \w+){{0,2}} (?:{DAY}|saturdays?|evenings?|mornings?|afternoons?|"
        rf"weekends?)\b(?!.*\b(?:cleanings?|root|crowns?|kids|implants?|open)\b)|\bcan (?:i|we|she|"
        rf"he) come (?:in )?(?:on |at |this |next )?{DAY}\b|\bis {DAY} (?:\w+ )?(?:available|open|possible|ok|"
        rf"free)\b",
        80,
    ),
    (
        rf"\b(?:can |could )?only (?:do|come|make|available|free|have|be there|"
        rf"get there)(?: \w+){{0,2}} (?:mornings?|afternoons?|evenings?|after|before|on|at|weekends?|{DAY})\b|"
        rf"\b(?:only )?available (?:on |after |before |in )|\btoo (?:early|late|soon) (?:for|in|of)\b|"
        rf"\btoo (?:early|soon)\b|\bout of (?:town|the country|state)\b|\b(?:will be|am) (?:away|traveling|"
        rf"travelling|on vacation)\b|\bnot (?:at|on) that (?:time|day|date)\b|\b(?:is|are) (?:that|it) (?:possible|"
        rf"available)\b",
        80,
    ),
    (
        rf"\b(?:but|pero|maybe|si|and) (?:\w+ ){{0,3}}{DAY} (?:\w+ )?(?:is|works?|ok|good|fine|better|instead|yes|"
        rf"si|would|could|can|puedo|esta)\b|\b(?:pero|but) (?:si |yes )?(?:el |on )?{DAY}(?: si| yes)?$|"
        rf"\bnot this (?:week|month|time)\b|\b(?:get|have) (?:a|an|the) (?:\w+ )?(?:morning|afternoon|evening|"
        rf"later|earlier|saturday) (?:slot|appointment|time|one|spot)?\b|\bresedul\w*\b|\bresch\w+\b|"
        rf"\bother options?\b|\bsquee?ze me in\b",
        84,
    ),
    (
        rf"\b(?:how about|what about) (?:\w+ )?(?:{DAY}|next|the|in|later|after|early|mornings?|afternoons?)\b|"
        rf"\b(?:can|could) we (?:do|try|make it) (?:\w+ )?(?:{DAY}|next|later)\b",
        85,
    ),
    (
        r"\bwhat (?:other|else|openings|times|days|availability)\b|\b(?:any|what|other) (?:\w+ )?(?:openings?|"
        r"availability)\b|\bdo you have (?:anything|something|any|a) (?:\w+ )?(?:later|earlier|sooner|else|other|"
        r"on|next|in the|after|before|different|available|time|times|slots?|spots?|opening|openings)\b|"
        r"\bwhen (?:else|is (?:the|your) next)\b",
        80,
    ),
    (
        rf"\b(?<!link )(?<!page )(?<!website )(?<!number )(?<!it )(?:does|do|will|is|did|would) not (?:really |"
        rf"going to |gonna )?(?:work|good|fit|possible|suit)\b(?! (?:there|here|at|for (?:you|them)))|\b(?:{DAY}|"
        rf"mornings?|afternoons?|next week|that|it) (?:works|is|are|would be|work|fits) (?:better|best|easier)\b|"
        rf"\bprefer\b|\bconflict\b|\bnot (?:a )?good (?:time|day)\b|\bbad (?:time|day) for me\b|\bdouble booked\b",
        80,
    ),
    (
        r"\b(?:pick|choose|find|get|need|want|book|schedule|give me|set|like) (?:\w+ )?(?:a|another|new|an|"
        r"some)? ?(?:new|different|other|later|earlier|another) (?:time|day|date|one)\b|\b(?:cancellation|waiting|"
        r"wait|waitlist) ?list\b|\bif (?:there is|you have|you get|anyone|someone|somebody) (?:a |any )?cancel\w*|"
        r"\bcan not (?:come|make it|do|be there|make that|get there)(?: \w+)? (?:before|that early|any earlier|"
        r"earlier|at that time|that late|so early|after|at \d|that time)\b|\bnext time\b(?!.*(?:thanks|see))|"
        r"\bcan not wait (?:that long|until|till)\b",
        80,
    ),
    (r"\breprogram\w*\b|\bre ?agend\w*\b|\bposponer\w*\b|\bposterg\w*\b|\baplaz\w*\b|\brecalendariz\w*\b", 93),
    (
        r"\b(?:cambiar|cambio|cambie|cambien|cambiarme|mover|mueva|muevan|moverme|pasar|correr|recorrer|modificar|"
        r"adelantar|atrasar|atrasarla) (?:\w+ ){0,4}?(?:cita|hora|dia|fecha|horario|turno|visita|para|"
        r"a (?:otr[oa]|la|el|las)|semana)\b|\b(?:cambiarla|moverla|cambiarlo|moverlo|cambiarmela|adelantarla|"
        r"pasarla)\b|\bcambio de (?:cita|hora|fecha|dia)\b",
        90,
    ),
    (
        r"\b(?:otro|otra|algun otro|diferente|distint[oa]) (?:dia|hora|fecha|horario|cita|momento|semana|turno|"
        r"ocasion)\b|\b(?:dia|hora|fecha|horario) (?:diferente|distint[oa])\b|\bmas (?:tarde|temprano|pronto)\b|"
        r"\bantes\?|\b(?:la |para la )?(?:proxima|otra|siguiente) semana\b|\bsemana que viene\b|\ben (?:vez|"
        r"lugar) de\b|\bmejor (?:el|la|manana|otro|a las|por la|en la|despues)\b",
        85,
    ),
    (
        rf"\b(?:tienen?|hay|habra|tendran?) (?:\w+ )?(?:cita|citas|espacio|lugar|algo|turno) (?:\w+ )?(?:para |el |"
        rf"los |en |por )+(?:el |la )?(?:{DAY}|sabados?|tardes?|mananas?)\b|\bestoy (?:fuera|de viaje)\b|"
        rf"\bno (?:puedo|podria|puede) (?:ir )?(?:a esa hora|ese dia|esa fecha|el {DAY}|en ese horario|"
        rf"tan temprano)\b|\ba esa hora no\b|\bmuy (?:temprano|pronto)\b|\bsolo puedo\b|\b(?:puedo|podria|"
        rf"pero) (?:si )?(?:el )?{DAY} si\b|\btendra\w* (?:espacio|lugar|cita|cupo)\b|\b(?:dar|den|deme|denme|"
        rf"quiero|necesito) (?:me )?otra (?:cita|hora|fecha)\b",
        84,
    ),
    (
        r"\bno me (?:queda|sirve|conviene|funciona|viene|acomoda)\b|\b(?:tienen|tiene|hay|habra|tendran|"
        r"tendra) (?:\w+ )?(?:otra|otro|algo|alguna|lugar|espacio|disponib\w+|cupo|horarios?)\b|\b(?:puede|podria|"
        r"puedo|podemos|pueden) (?:ser |ir |venir )?(?:el|la|a las|otro|otra|para) (?:lunes|martes|miercoles|"
        r"jueves|viernes|sabado|manana|otro|otra|dia|hora|tarde|\d+)",
        82,
    ),
)
NOT_RESCHEDULE = re.compile(
    r"\b(?:do not|not|no need to|never|no quiero|sin|no) (?:want to |need to |have to |wanna |"
    r"going to )?(?:re ?-?schedul\w*|change|move|cambiar|reprogramar|cambios?)\b|\b(?:did|was|has|have|is|"
    r"were) (?:\w+ ){0,4}(?:rescheduled|changed|moved|changing)\b|\b(?:see|talk to|ttyl|catch|call|text|pay|"
    r"speak|tell|let) (?:you|me|it|u|us|him|her)? ?(?:\w+ )?later\b|\bcan i pay\b|\b(?:insurance|address|"
    r"phone|number|name|last name|seguro|direccion|numero) (?:has |is |was |have )?(?:changed|cambio|"
    r"different)\b"
    r"|\bchange (?:of |my )?(?:insurance|address|phone|number|name|clothes)\b|\bsooner (?:or later|"
    r"the better)\b|\b(?:got|had|have|has|made) (?:\w+ )?(?:an)?other (?:appointment|visit)\b.*\?|"
    r"\bmy other (?:\w+ )?(?:appointment|visit|doctor|dentist|one)\b|\bmi otra cita\b|\bnos vemos mas tarde\b|"
    r"\bhasta (?:otra|la proxima)\b|\bmas tarde (?:les|los|le|lo) (?:llamo|aviso|confirmo)|"
    r"\bchange the (?:bandage|gauze|dressing)\b|\bwill not (?:hurt|work out)\b"
)

CANCEL = _table(
    (
        r"\b(?:need|want|have|had|would like|like|going|trying|must|got|wish|decided|prefer|wants|needs|please|"
        r"pls|can you|could you|can i|could i|may i|will|would you|let us|just|ok|yes|"
        r"i) (?:\w+ ){0,2}?(?:to )?cancel\b",
        92,
    ),
    (
        rf"\bcancel(?:ing)? (?:my|the|it|this|that|our|his|her|on|for|all|everything|tomorrow|today|me|please|"
        rf"please\.)\b|\bcancel (?:\w+ ){{0,2}}{VISIT}\b|\b{VISIT} cancel\b|\b(?:am|we are) cancel\w+\b|\b(?:want|"
        rf"need|like) (?:\w+ ){{0,3}}cancelled\b|^cancel {DAY}",
        92,
    ),
    (
        r"\b(?:can|could|will|am|are|would|may|might|do|i|we|he|she|they|son|daughter|mom|mother|dad|father|husband|wife|kid|kids|patient|child|brother|sister is) not (?:be able to |going to |gonna |able to |think i can |think i will |think i am going to |think i will be able to |actually )?(?:make|make it|come|attend|be there|go(?! (?:away|down|to sleep|numb|back))|get there|keep|be coming|coming|show|show up|be in|be making|going|making|be attending|be going|do it|do this|do {0}|do that|get off|be available|available|get away|be able|able|come in)\b".replace(
            "{0}", DAY
        ),
        90,
    ),
    (
        r"\bnot (?:coming(?! (?:up|through|out))|going(?! (?:to be late|away|down|through|to sleep))|"
        r"able to (?:make|come|attend|be there|go)|gonna (?:make|be|come)|available|going to (?:make|be there|"
        r"come|work out|be able|happen|attend|go)|be there|make it|attending|showing up|happening)\b|"
        r"\bunable to (?:make|come|attend|keep|be|go)\b|\bimpossible for me to\b|\bno way i can\b|\bno can do\b|"
        r"\bcan not today\b|\bnot today\b|\bwill not work out\b",
        88,
    ),
    (
        r"\b(?:decided|choose|chose|choosing|going|prefer|rather|want) (?:to )?not (?:to )?(?:do|go|come|have|get|"
        r"proceed|be|continue)\b|\bno ?show\b|\b(?:had|have|got) (?:\w+ ){1,3}(?:pulled|extracted|removed|"
        r"fixed) (?:already|out|elsewhere|yesterday)\b|\b(?:can not|could not|do not|not able to) afford\b",
        82,
    ),
    (
        r"^(?:i |sorry i |no i |we )?(?:can not|can not do|unable)(?: sorry)?[ .!]*$|\bdecidi no\b|\bno (?:i|"
        r"we) (?:have to|am|are|need to|got) (?:work|working|busy|away|at work|out|in)\b",
        82,
    ),
    (
        r"\b(?:have|need|going) to (?:pass|skip|back out|bail)\b|\bcall(?:ing)? (?:it|this) off\b|"
        r"\bback(?:ing)? out\b|\bpass on (?:this|it|the)\b|\bskip (?:it|this|the|my)\b|\bchange(?:d)? my mind\b|"
        r"\bsomething (?:came|has come|come) up\b|\b(?:family|work|medical|personal) emergency\b|\bgive (?:up|"
        r"away) (?:my|the) (?:spot|slot|time|appointment)\b|\bgive (?:my|the) (?:spot|slot|time|"
        r"appointment) (?:to|away)\b|\btake me off the (?:schedule|calendar|books)\b|"
        r"\bremove (?:me from the schedule|my appointment)\b|\bdelete my appointment\b",
        85,
    ),
    (
        r"\b(?:do not|no longer|not) (?:need|want|wanna|require|plan to (?:come|go)|planning (?:on|to) (?:coming|"
        r"come|go)|interested)(?: to)?(?: (?:the|this|an|that|my|it|to|come|go|be seen|do|have|in|keep|a|root|"
        r"your|coming|any|proceed|get|anymore))*(?: (?:appointment|visit|procedure|canal|treatment|surgery|"
        r"service|services|done|anymore|appointments))?(?:$|[ .,!])",
        82,
    ),
    (
        r"\b(?:going|went|go|seeing|saw|booked|found|chose|using|scheduled) (?:to |with |for )?(?:another|"
        r"a different|other|someone|somebody|somewhere|elsewhere|my own) ?(?:dentist|doctor|office|place|else|"
        r"endodontist|provider|specialist|one)?\b|\b(?:already|just) (?:had|got|did|have|having|have had) (?:it|"
        r"this|the \w+|that|my \w+) (?:done|pulled|out|fixed|taken|removed|extracted)\b|\b(?:already|"
        r"just) (?:\w+ )?(?:pulled|extracted|took care of|taken care of)\b",
        80,
    ),
    (
        r"\b(?:am|are|is|feel|feeling|woke up|been|got|getting|have|has|caught|tested) (?:\w+ ){0,3}?(?:sick|"
        r"the flu|flu|covid|positive|a cold|throwing up|food poisoning|strep|not feeling well|not well)\b|"
        r"\bnot feeling (?:well|good)\b",
        70,
    ),
    (
        r"\b(?:quiero|necesito|deseo|tengo que|tendre que|puede|pueden|podria|podrian|favor de|quisiera|voy a|"
        r"por favor|debo|me gustaria|puedo|tuve que|toca|prefiero|ocupo|vamos a|"
        r"hay que) (?:\w+ ){0,2}?cancelar(?:la|lo|me)?\b",
        92,
    ),
    (
        r"\bcancel(?:en|e|o|enla|ela|arla|enme|eme|amos|ame|arme|are|enmela|emela)\b|\bcancel(?:ar|a) (?:mi|la|"
        r"esa|esta|el|mis|nuestra|todo)\b|\bcancelacion\b|^cancelada\b",
        90,
    ),
    (
        r"\bno (?:creo que )?(?:puedo|podre|podria|pude|pueda|podremos|podemos|podamos|puede|podra|pueden|voy a poder|"
        r"vamos a poder|va a poder|alcanzo a|voy a alcanzar|lograre|me es posible|me da tiempo|"
        r"sera posible)(?! (?:esperar|creer|abrir|encontrar|ver|entrar|oir|hablar|respirar|dormir|comer|tragar|"
        r"masticar|antes|pagar|leer|contestar|recordar|faltar|con el dolor|ni))\b",
        85,
    ),
    (
        r"\bno (?:voy|ire|asistire|vamos|iremos|estare|va|vendre|vengo|llegare|asistir|llego|cuenten conmigo|"
        r"va a ir|voy a (?:ir|asistir|estar|llegar|venir)|quiero (?:ir|la cita|esa cita|esta cita|venir|"
        r"la visita)|hay forma|quiere ir)\b(?! (?:tarde|a (?:llegar )?(?:tarde|faltar|cancelar)|a tiempo))|"
        r"\bimposible (?:ir|asistir|llegar)\b|\bno sera posible\b|\bno asist\w+\b|\bno me presentare\b|\bhoy no\b|"
        r"\bmanana no puedo\b",
        88,
    ),
    (
        r"\bya no (?:quiero|necesito|voy|puedo|ire|deseo|hace falta|me interesa|la necesito|vamos)\b|"
        r"\bme (?:salio|surgio) (?:algo|un|una)\b|\bsurgio (?:algo|un|una)\b|\btuve (?:una emergencia|"
        r"un imprevisto|un problema)\b|\bcambie de (?:opinion|idea)\b|\b(?:ya )?(?:fui|voy) (?:a|con) otro\b|"
        r"\bya me (?:la|lo|los|las) (?:sacaron|hicieron|quitaron|arreglaron|atendieron)\b|\bya me atendi\w*\b|"
        r"\bencontre otro\b|\bno (?:me interesa|estoy interesad[oa])\b|\bno la necesito\b",
        84,
    ),
    (
        r"\b(?:estoy|esta|estamos|amaneci|me siento|ando|me enferme|tengo) (?:\w+ )?(?:enferm[oa]s?|mal|gripe|"
        r"covid|con gripe)\b|\bme enferme\b",
        70,
    ),
)
NOT_CANCEL = re.compile(
    r"\b(?:do not|not|never|no need to|please do not|did not|no quiero|no voy a|no vayan a|"
    r"no) (?:want(?:ed)? to |ask(?:ed)? (?:you )?to |need to |going to |have to |wanna |me |mean to |wish to |"
    r"la |lo )?(?:cancel\w*|cancele[ns]?|cancelen)\b"
    r"|\b(?:was|is|were|has|have|did|why|who|when|are|got|get|does|will|would) (?:\w+ ){0,4}cancel(?:led|ed|"
    r"ing)?\b(?=.*\?)|\bwhy (?:\w+ ){0,4}cancel|\b(?:was|got|were|been) (?:\w+ )?cancel(?:led|ed)\b|"
    r"\bwho cancel|\byou (?:guys )?(?:have )?cancel(?:led|ed)\b|\bsay(?:s)? (?:it is |it was )?cancel|"
    r"\bse cancelo\b|\bme cancelaron\b|\besta cancelada\b|\bpor que (?:me )?cancel|\bcancelaron\b"
    r"|\b(?:if|in case|si|what if|what happens (?:if|when)|unless|until|when|whether|how (?:do|can|late can|"
    r"far|long)|que pasa si|como|hasta cuando) (?:\w+ ){0,5}(?:cancel\w*|can not|not able|no puedo|not come|"
    r"not make|do not come|not show|cancelar|no voy)\b|\bcancel(?:l)?ation (?:fee|policy|list|charge|cost)\b|"
    r"\b(?:fee|charge|charged|cost|penalty|policy|cobran|multa) (?:\w+ ){0,4}cancel\w*|\b(?:if|"
    r"in case) (?:\w+ ){0,4}cancel|\b(?:has|have|had) a cancel|\bcancellations?\b(?! of my)|\bget a cancel"
    r"|\b(?:other|dentist|dental cleaning|cleaning|hygiene|eye|hair|vet|physical|doctor|dr|work|"
    r"general dentist|second|next|mother is|moms?|sons?|daughters?|wifes?|husbands?|"
    r"kids?) (?:\w+ )?(?:appointments?|visits?|meeting|one|cleaning)\b(?=.*)|\bcancel(?:l?ed|ing)? (?:my |"
    r"the |our |a |an |that )?(?:order|ride|uber|lyft|insurance|card|subscription|prescription|transport\w*|"
    r"interpreter|meeting|class|flight|trip|work|plans?|reminders?|membership|payment|check|charge|other|"
    r"school|therapy|wait ?list|call|babysitter|sitter|hotel|shift|surgery|cleaning)\b|"
    r"\b(?:mi )?otra cita\b.*|\b(?:also |to |i |need |want |please )*cancel\w* (?:\w+ ){0,4}(?:cleaning|"
    r"clean)\b|\bcancel\w* (?:\w+ ){0,3}(?:dentist|cleaning|eye|hair|doctor|other) (?:\w+ )?(?:appointment|"
    r"visit)\b|\bla cita de (?:mi|el|la) (?:mama|papa|hij[oa]|espos[oa]|dentista|limpieza)\b"
    r"|\bcan not wait\b|\bno puedo esperar\b|\bcan not (?:come|make it|be there|do it|go|attend|make) (?:any |"
    r"too |so |that |there |in )?(?:early|earlier|sooner|before|after|at that time|that late|until|till|"
    r"on time|in time|past)\b|\bcan not (?:make it|be there|get there|come) (?:there )?(?:on time|in time|"
    r"until|till)\b|\b(?:not|cannot) (?:going to )?(?:make it|be there|get there|be) (?:there )?(?:on time|"
    r"in time|until|till)\b|\bno (?:puedo|podre|podria|llego|voy a llegar|llegare|alcanzo)(?: \w+)? (?:antes|"
    r"ese dia|esa fecha|en ese horario|a tiempo|hasta|tan temprano|mas temprano|a esa hora|a las|faltar|"
    r"esperar)\b"
    r"|\b(?:can|could|will|am|do) not (?:go|make|come) (?:wrong|out of|through|sense)\b|\bcan not do (?:the |"
    r"any )?(?:link|form|math|without)|\b(?:is|are) not (?:going through|working|coming (?:up|through)|"
    r"able to (?:see|open|find|log|get|read|understand|click|take|eat|chew|pay))\b|\b(?:can|"
    r"could) not (?:come|go) up with\b|\bwhy (?:can|could) (?:i|you|we) not\b|\bnot (?:interested|going|"
    r"coming) (?:in |to )?(?:rescheduling|cancel\w*|miss)\b|\bnot (?:going to|gonna) (?:miss|be late|"
    r"cancel)\b|\b(?:will|would|do|must) not (?:miss|go anywhere|make you wait)\b"
    r"|\bno longer (?:in pain|hurts?|nervous|need a ride|need (?:the )?(?:interpreter|ride|transport\w*))\b|"
    r"\b(?:do not|not) (?:need|want) (?:a |an |the |any )?(?:ride|interpreter|reminder|call|help|to (?:miss|"
    r"cancel|wait|be late|lose|reschedule|pay|bother)|x ?ray|sedation|text|texts|message|messages|"
    r"more (?:text|message)|bill|copy|refill)"
    r"|\b(?:was|were) not (?:able|going|available)\b(?=.*(?:last|yesterday|sorry (?:i|about)))|"
    r"\bcould not (?:make|come|attend|be there|get)\b(?=.*(?:last|yesterday|sorry i missed))|\bdo not go\b|"
    r"\b(?:is|are) (?:the |your )?(?:doctor|dr|office|you) not\b|\bsick of\b"
)

CALL_ME = _table(
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

CONFIRM = _table(
    (
        r"\b(?:(?:i|we|he|she|they) )?(?:will|am|are|is|shall|would|going to|plan to|planning to|planning on|"
        r"intend to|expect to) ?(?:definitely |still |surely |certainly |absolutely |for sure |both |all |def |"
        r"planning on |planning to |on |to )*(?:be there|be coming|coming|being there|attending|be attending|"
        r"be in|come|be present|be on time|attend|attending|make it|be ready)\b|\b(?:see|c|seeing) (?:you|ya|u|"
        r"y all|yall|everyone|all of you|guys)(?: all| guys| both)?(?: |$)|\bbe there\b",
        92,
    ),
    (
        r"\b(?:confirm|confirming|confirmed|confirms)\b|\bcan (?:still |definitely |absolutely )?(?:make it|come|"
        r"be there|do that|do it|attend)\b|\bmaking it\b|\bi can\b$|\bcount (?:me in|on (?:me|it|us))\b|"
        r"\bi am in\b$|\bkeep (?:it|my (?:appointment|spot|slot|time)|the (?:appointment|time|slot)|that|me down|"
        r"me on)\b|\b(?:am|we are) (?:all )?(?:set|ready|good to go|good for)\b|\bwill be attending\b|\b(?:i |"
        r"we )?accept(?:ed)?\b|\bon my way\b|\bheading (?:over|there|out)\b",
        88,
    ),
    (
        rf"\b(?:that|this|it|time|which|all|everything|{DAY}|date|those|day|appointment|both) (?:works|is fine|"
        rf"is good|is great|is perfect|sounds good|sounds great|is ok|will work|will be fine|is ok with me|"
        rf"sounds fine|looks good|is right|is correct|still works|works great|is confirmed|works perfect|will do|"
        rf"should work|is all good|good|fine|perfect|ok)(?! better)\b|\bworks (?:for (?:me|us)|great|fine|perfect|"
        rf"well)\b|\bsounds (?:good|great|perfect|fine|like a plan)\b|\blooks good\b|\bgood (?:for|with|by) me\b|"
        rf"\bfine (?:by|with|for) me\b|\bok (?:with|for|by) me\b|\blooking forward\b|\bcan not wait\b|"
        rf"\bwould not miss\b|\bwill not miss\b|\bwill do\b|\bsee you\b|\bgood (?:for|to) (?:go|tomorrow|today|"
        rf"then)\b|\bstill (?:good|on)\b|\bgood to go\b|\b(?:all )?set for {DAY}",
        85,
    ),
    (
        r"\b(?:on|in) my calendar\b|\byou got it\b|\b(?:ahi|alli|aca|aqui) (?:estare|estaremos|voy|nos vemos|"
        r"llego|llegare|vamos|los veo|estoy|andare|voy a estar)\b|\b(?:estare|estaremos) (?:ahi|presente|puntual|"
        r"alla|aqui|a (?:esa|la|las))\b|\bsi (?:\w+ )?(?:voy|ire|asistire|puedo|confirmo|estare|vamos|podemos|"
        r"podre|iremos|llegare|quiero|acepto|me queda|esta bien)\b|\bnos vemos\b|\bcuent[ea]n? conmigo\b|"
        r"\bvoy a (?:ir|estar|asistir|llegar (?:a tiempo|puntual))\b|^(?:asistire|ire|voy|vamos|estare|"
        r"confirmamos)\b(?! (?:a ver|a tratar|a intentar|a pensar|a checar|tarde|en camino))|\bsin falta\b",
        90,
    ),
    (
        r"\bconfirm(?:o|amos|ada|ado|ar|a|e)\b|\bme (?:parece|queda|viene|va|funciona) (?:muy )?(?:bien|perfecto|"
        r"excelente|bueno)\b|\b(?:todo|esta|muy) (?:bien|excelente|perfecto|correcto|claro)\b|\bde acuerdo\b|"
        r"\bcon (?:mucho )?gusto\b|\bhasta (?:entonces|manana|luego|el|pronto|ese dia)\b|\bah(?:i|y) los veo\b|"
        r"\b(?:hora|dia|fecha) (?:esta|me queda) bien\b|\b(?:voy|vamos) (?:en|de) camino\b|\bno (?:voy a |"
        r"vamos a )?faltar(?:e|emos)?\b|\bno (?:la )?cancelen\b|\bahi esta(?:re)?mos\b",
        86,
    ),
)
NOT_CONFIRMED_BEFORE = re.compile(
    r"\b(?:not|never|no|unless|if|hope|hoping|wish|might|maybe|until|cannot|nunca|tampoco|whether|si no|ojala|"
    r"quizas?|tal vez|supposed|wanted|would like|want|try|trying|tratare|intentare|who|why|when|what time|"
    r"where|how|was|were|should|do i|did|will i|can i|do we|unable|sure if|know if|can we|have to|"
    r"need to)[^\w.,!;?]+(?:\w+[^\w.,!;?]+){0,3}$"
)

HEDGES = re.compile(
    r"\b(?:not (?:100 )?(?:\w+ )?(?:sure|certain|positive)|unsure|maybe|perhaps|possibly|probably|prolly|"
    r"might|i guess|i suppose|think so|hope so|hopefully|we will see(?! (?:you|ya|u)\b)|let me (?:check|see|"
    r"think|ask|look|get back|talk)|need to (?:check|think|ask|see|look)|have to (?:check|think|ask|see|look)|"
    r"gotta check|get back to you|(?:do|does) not know|it depends|depends|depending|will (?:try|see(?! (?:you|"
    r"ya|u|y all|yall|everyone|the)\b)|let you know|think about)|i will try|trying to|tentative(?:ly)?|"
    r"on the fence|kind of|sort of|ish|thinking about|unless|still thinking|undecided|hard to say|"
    r"possible that|could be|not yet|not decided|still deciding|if (?:i|my|the|he|she|they|we|work|it|nothing|"
    r"all|everything|god|you)|assuming|pending|waiting (?:on|for|to hear)|supposed to)\b"
    r"|\b(?:no (?:estoy|soy) segur[oa]|no se(?! preocupe)|quizas?|tal vez|a lo mejor|puede ser|creo que|"
    r"posiblemente|probablemente|supongo|dejeme (?:ver|checar|revisar|pensar|preguntar)|dejame (?:ver|checar|"
    r"revisar)|dejenme (?:ver|checar|revisar|pensar)|tengo que (?:ver|checar|revisar|pensar|preguntar)|"
    r"deja (?:ver|veo|checo)|depende|voy a (?:ver|tratar|intentar|checar|pensar\w*|preguntar)|tratare|"
    r"intentare|ojala|si (?:dios quiere|todo sale|me dan|puedo llegar|consigo|no (?:pasa|surge|hay|me))|vere|"
    r"aun no se|todavia no|no lo se|quien sabe|ya veremos|a ver|lo voy a pensar|primero (?:tengo|necesito|"
    r"dejeme|debo)|yo les aviso|les aviso|le aviso|dudo)\b|\bif\b"
)
SARCASM = re.compile(
    r"^(?:ha|haha|hahaha|lol|lmao|jaja)\w* (?:yes|ok|sure|right|si|claro)\b|"
    r"\bsarcasm\b|\byes right\b|\bsure (?:whatever|jan|buddy|thing pal)\b|\bwhatever\b|\bas if\b|"
    r"\blike i (?:have|had|want|need|care|am made)\b|\b(?:oh|just|well|yes|wow) (?:\w+ )?(?:great|wonderful|"
    r"joy|fantastic|lovely|goody|perfect|brilliant|what i needed)\b(?! see| thanks| thank)|\b(?:great|awesome|"
    r"perfect|fantastic|wonderful|lovely) (?:another|more|just what)\b|\bthanks for nothing\b|"
    r"\bgracias por nada\b|\bno thanks to you\b|\bfat chance\b|\bwhen (?:pigs|hell)\b|\bin your dreams\b|"
    r"\bover my dead\b|\bbecause i (?:just |really |totally |so )?(?:love|have nothing|enjoy|am made)\b|"
    r"\byou (?:must be|are|have to be|got to be) (?:kidding|joking)\b|\bgood luck\b|\bnice try\b|\b(?:lol|"
    r"lmao|haha|jaja)+\w* no\b|\bsi(?:, | ,? ?)claro que no\b|\bsi como no\b|\blove (?:root canals|"
    r"the dentist|paying|being ignored|waiting)\b|\bcan not wait to (?:be (?:tortured|drilled)|spend|pay|lose|"
    r"have (?:someone|somebody) drill|suffer)\b|\bque (?:maravilla|ilusion)\b"
)
QUESTION = re.compile(
    r"\?|^(?:(?:hi|hello|hey|good (?:morning|afternoon|evening)|hola|buenos dias|buenas(?: tardes| noches)?|"
    r"ok|yes|si|thanks|gracias|and|but|so|also|sorry|disculpe|perdon|please|y|oye|quick)[ ,.!]+)*(?:(?:what|"
    r"when|where|how|why|which|who|whose) |(?:do|does|can|could|should|will|would|is|are|am|was|were|did|have|"
    r"has|may|must|shall) (?:i|you|it|there|my|the|this|that|we|they|he|she|someone|your|anyone|parking|"
    r"insurance|he|any)\b|(?:a que hora|donde|cuando|cuanto|cuantos|cuanta|cual|quien|por que|que (?:debo|"
    r"tengo|necesito|hora|dia|pasa|es|documentos|puedo|van|hay|tan|significa|llevo|me)|como (?:llego|es|hago|"
    r"puedo|se|esta|van|funciona|pago)|puedo (?=\w)|debo|tengo que (?!preguntar|ver|pensar|checar|revisar|"
    r"trabajar|cancelar)|necesito llevar|hay que|aceptan|toman|tienen|es necesario|me (?:pueden|podrian|puede|"
    r"podria) (?:decir|dar|mandar|enviar|explicar)|pueden|podrian|se puede|hace falta)\b)"
    r"|\b(?:i|we) have (?:a |some |another |one |another |a few )?(?:more |quick )?questions?\b|"
    r"\bquestions? (?:about|for|on|regarding)\b|^(?:quick )?question\b|\bwondering\b|\bneed (?:the |"
    r"your )?(?:directions|address|location|more info\w*)\b|\bneed to know\b|\b(?:tell|send|text|remind|"
    r"resend|give) me (?:again )?(?:the |your |a |my |what|where|when|how|who|more|again)|"
    r"\blet me know (?:what|when|where|if|how|whether)\b|\bcan not (?:open|find|see|get|access|click|"
    r"log) (?:\w+ )*(?:link|page|site|website|address|email|form|it)\b|\blink (?:does|is|will|did|do) not\b|"
    r"\b(?:tengo|tenia|una|otra|hacer) (?:\w+ )?(?:pregunta|preguntas|duda|dudas|consulta)\b|\b(?:would like|"
    r"like|love|want) to know\b|\bcon quien\b|\bde parte de\b|\bquisiera saber\b|\bquiero saber\b|"
    r"\bnecesito (?:la direccion|saber|informacion|mas informacion)\b|\bno (?:puedo abrir|me abre|funciona|"
    r"sirve) (?:el |la )?(?:enlace|link|liga|pagina)\b|\b(?:manden|envien|mandenme|envienme|mandeme|"
    r"envieme) (?:me )?(?:la direccion|el link|el enlace|la ubicacion)\b|\bno (?:entiendo|entendi)\b|"
    r"\bdo not understand\b|\bconfused\b|^(?:when|where|what|why|how|who|which|huh|cuando|donde|como|cuanto|"
    r"quien|cual|que)[ .!]*$|\bforgot (?:what|when|where|the|my|which|how|your)\b|\bdo not remember\b|"
    r"\bno (?:me acuerdo|recuerdo)\b|\b(?:link|enlace|liga|pagina) no (?:funciona|abre|sirve|me)\b|"
    r"\b(?:se me olvido|olvide)\b"
)
THANKS = re.compile(
    r"\b(?:thanks|thank you|thank|appreciate|appreciated|gracias|agradezco|agradecid[oa]|bless|bendiga|"
    r"bendiciones|grateful|amable|cheers|merci|much obliged)\b"
)
