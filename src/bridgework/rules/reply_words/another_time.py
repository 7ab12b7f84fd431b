"""Another time is wanted."""

import re

from bridgework.rules.reply_words.shapes import DAY, VISIT, table

RESCHEDULE = table(
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
