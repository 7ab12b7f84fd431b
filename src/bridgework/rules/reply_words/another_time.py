"""Another time is wanted."""

import re

from bridgework.rules.reply_words.shapes import BOOKED, DAY, VISIT, table

RESCHEDULE = table(
    # A day or an hour alone picks one.
    (
        r"^(?:at |on |the |for |maybe |how about |prefer |el |la |las |a |para )*(?!\d{1,2}(?: \d+)?[ .!]*$)<DAY>(?: (?:at |a "
        r"las )?<DAY>)?(?: (?:o'clock|oclock|please|por favor|is best|or later|or after))*[ .!]*$",
        70,
    ),
    (r"^are[ .!]*$", 70),  # "R", the answer of many senders' lists
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
        r"\b(?:come|do|do it|make it|go(?! with)|be seen|get in|have it|come in|meet|start|fit me in|see me|get me in|"
        r"be there|squeeze me in|schedule|book|set it|do this|take) (?:\w+ ){0,3}?(?:later|earlier|sooner|another|"
        r"next (?:week|month|time)|the following|in the (?:morning|afternoon)|after (?:work|school|\d|lunch|noon)|"
        r"before (?:work|school|\d|lunch|noon)|around \d|any (?:earlier|later|sooner))\b",
        85,
    ),
    (
        rf"\b(?:later|earlier|sooner) (?:that|the same|in the|today|this|than|on|if possible|please|would|works?|"
        rf"is better|or|{DAY})\b|\b(?:any|anything|something|nothing|bit|little|much|hour) (?:\w+ )?(?:later|"
        rf"earlier|sooner)\b|\binstead\b(?!.*\bcancel)|\bsooner\??$|\bearlier\??$",
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
        rf"\b(?:that|this|it|those|these|any|them|{DAY}|time|times|date|day|mornings?|afternoons?|evenings?|week|appointment|"
        rf"schedule)(?: \w+){{0,2}}? (?:does|do|will|is|did|would) not (?:really |"
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
    # Something is impossible, and something else is offered in the same breath.
    (
        r"\b<CANNOT>\b.{0,60}?\b(?:but|can|could|what about|how about|rather|is there|maybe|do you have|any)\b.{0,30}\b(?:<DAY>|"
        r"<PART>|another|other|"
        r"later|sooner|earlier)\b|\b(?:no|not) (?:\w+ ){0,4}(?:but|pero) (?:\w+ ){0,4}(?:<DAY>|<PART>|later|earlier|another)\b|"
        r"\bno (?:puedo|podre|podria|voy a poder|alcanzo)\b.{0,40}\b(?:pero|tiene|tendra|otro|otra|mejor|y el|y la|para|cambi\w+|"
        r"mueva|muevan)\b",
        86,
    ),
    (
        r"\b<HAVE_TO> (?:be )?(?:\w+ )?(?:re ?do|rearranged|moved?|changed?|switch|swap|push|bump|pushed?|shift|rebook|delay)\b|"
        r"\b<ASK_YOU> (?:\w+ )?(?:(?:squeeze|fit|see|book|put|get|schedule|slide|scoot) (?:me|us|her|him|them)\b(?! (?:a|an|the|my|"
        r"some)\b)|(?:move|switch|change|push|bump|swap|shift) (?:me|us|it|that|this|my|the|mine|her|him|them|"
        r"our|to))\b(?! if)(?! (?:insurance|address|phone|number|name|link|records|xrays?|directions))|\b(?:put|book|schedule|slot|"
        r"pencil) (?:me|us|her|him) (?:down |in )?(?:for|on <DAY>|at <DAY>)\b|"
        r"\bmove (?:me|it|us|that|my)\b|\b<ASK_YOU> (?:\w+ )?(?:come|do|make it|be seen|get in|go) (?:in )?<AT>(?:<DAY>|<PART>|"
        r"earlier|later|sooner|now)\b(?! \w+ (?:too|with))|"
        r"\b<DAY> instead\b|^(?:yes |no |ok |but |and |or )*<AT>(?:<DAY>|next <PART>|another (?:day|time)|(?:a )?different (?:day|"
        r"time)) ?\?",
        84,
    ),
    (
        r"\b(?:got|have|any|anything|something|openings?|slots?|availability|available|free|times?|spots?|spaces?) (?!to |work|"
        r"school|class)<AT>(?:<DAY>|<PART>|earlier|later|sooner|else)\b|"
        r"\b<DAY>(?: or <DAY>)? (?:would|is|works?|would be|might be|may be|is much) (?:\w+ )?(?:better|best|easier|preferable)\b|"
        r"\b(?:<DAY>|<PART>|earlier|later|sooner) "
        r"(?:is|are|would be|works?) (?:\w+ )?(?:better|best|easier)\b|\bis <DAY>(?: \w+)? (?:ok|fine|possible|available|good|free|"
        r"open)\b|\bonly (?:\w+ )?(?:<AT>)"
        r"(?:<DAY>s?|<PART>)\b|\b(?:not|never) (?:available|free|good) <AT>(?:<DAY>s?|that)\b|\b<CANNOT> (?:do |make |"
        r"come )?(?:<AT>(?:that|those) (?:day|time|days|times)|<PART>)\b|"
        r"\b(?:any|anything|something) (?:after|before) (?:that|then|this|school|work)\b|\bnone of (?:the|those|these)\b|\btoo "
        r"(?:early|late) (?:in the day|for me)\b|\bwhat (?:other )?(?:days?|times?) (?:are|do|is|you|can)\b(?! (?:my|i|it|the))|"
        r"\bwhen (?:else )?(?:can|could) (?:you|i|we) (?:fit|get|see|come|be seen)\b|\b(?:earliest|soonest|next available)\b|\bnot "
        r"(?:that|this) (?:day|time|week)\b|\bwrong day for\b",
        82,
    ),
    (
        r"\b(?:missed|forgot|forgotten|overlooked) (?:about )?(?:my|the|our|his|her|it)\b.*\b(?:another|new|again|rebook|"
        r"reschedul\w*|come in)\b|\bget (?:a new|another) (?:one|time|slot)\b|"
        r"\b(?:wait ?list|waiting list|cancellation list|on the list for)\b|\bsomeone cancels\b|\bany cancel(?:l)?ations\b|\bpush "
        r"(?:it|this|that|to|back|mine)\b|\bback (?:an|a few|a couple|\d+) "
        r"(?:hours?|days?|weeks?|minutes)\b|\bsooner\b(?! (?:or later|the better))|^(?:an )?(?:earlier|later)\b|\bswitch to\b|"
        r"\bchange (?:it|to|for)\b",
        82,
    ),
    (
        r"\b(?:cambi|muev|mov|adelant|atras|recorr|pas)(?:eme|enme|ela|enla|emela|enmela|arla|arlo|arme|ármela|armela|emos|erla|erlo|"
        r"erme|erla|amela)\b|\bme (?:la|lo) "
        r"(?:\w+ )?(?:cambi\w+|muev\w+|adelant\w+|pas\w+|pon\w+|mover|dej\w+)\b|\b(?:puede|pueden|podemos|podria|podrian|puedo|se "
        r"puede|quiero|quisiera|necesito|me gustaria|podra) "
        r"(?:\w+ ){0,2}(?:cambi\w+|mover\w*|adelantar\w*|reagendar|pasar\w*|dejar\w* para|<AT>otr[oa]s?)\b|\b(?:mejor|prefiero|para|"
        r"pero) (?:si )?(?:<AT>)(?:<DAY>|<PART>|otr[oa] \w+|"
        r"proxim[oa])\b(?! (?:esta bien|confirm\w*|ahi))|\b(?:tiene|tienen|tendra|tendran|hay|habra) (?:\w+ ){0,3}(?:temprano|tarde|"
        r"antes|despues|disponible|otr[oa]s?|libre|<AT>(?:<DAY>|<PART>))\b|"
        r"(?<!no )\b(?:puedo|podria|podemos) (?:ir|llegar|venir|pasar) (?:mas )?<AT>(?:<DAY>|<PART>|temprano|antes|despues|luego)\b|"
        r"\bque otr[oa]s? (?:dias?|horas?|fechas?|horarios?)\b|"
        r"\bperdi (?:mi|la) cita\b|\b(?:me da|me dan|darme|deme|denme) otra\b|\bpuede ser (?:mas |despues|antes|<AT><DAY>)|\ba esa "
        r"hora no\b|\bese dia no\b|\ben (?:vez|lugar) de\b",
        84,
    ),
    (
        r"\b(?:time|day|date|hour|<DAY>|<PART>) (?:is |are )?(?:no|not) (?:so |very |too )?(?:good|ok|possible|convenient|work)\b|"
        r"^(?:only )?(?:am|pm|<PART>|(?:before|after) \d{1,2})(?: only| please| is best)+[ .!]*$|"
        r"\b(?:bring|pull|push|take) (?:it|this|that|mine|my <VISIT>) (?:forward|back|up|out)\b|\bbe (?:moved|changed|pushed|"
        r"switched|bumped|rescheduled)\b(?! my mind)|\b(?:am|are|is) off (?:on )?(?:<DAY>s?|<PART>)\b|"
        r"^off (?:on )?<DAY>|\b(?:working|work|busy|booked|travell?ing|away|class|school|exam|test|game|practice|shift) "
        r"(?:on )?(?:that|this|those) (?:day|days|time|morning|afternoon|week)\b|\b(?:need|want|give me|get) (?:an? )?(?:other|"
        r"another|different|new) "
        r"(?:date|day|time|hour)\b|\bcome (?:in )?after\b",
        80,
    ),
    (
        r"\b(?:can not|not) (?:\w+ )?(?:until|before) (?:after )?(?:the )?(?:<DAY>|<PART>|next)\b|\bget (?:back )?in (?:faster|"
        r"sooner|earlier|today|again)\b|\b(?:can|could) i get back in\b|\btake (?:a|any|the) cancel\w*\b|"
        r"\bhold off\b|\bfind me another\b|\b(?:make it|gimme|give me) (?:at )?(?:\d{1,2}:\d\d|noon)\b|\bslide me\b|\bmuev\w+ tantito\b|\b(?:until|till|til|after) (?:i get paid|payday|pay day|my (?:check|paycheck))\b|\bright in the middle of (?:my|work|school|the)\b|"
        r"\bnot <DAY>(?: [.,;])?(?: (?:but|maybe|how about|what about|can|could|possibly|or))* <DAY>\b|\bno (?:puedo|podre|puede) (?:el )?<DAY>"
        r"(?: [.,;])?(?: (?:pero|mejor|y|el|quizas|que tal))* <DAY>\b|"
        r"\b<ASK_YOU> (?:do|make it|offer|possibly have|manage) (?:the )?<DAY>\b|\bdifferent \w+ and time\b|\bmas adelante\b|"
        r"\b(?:otra|otras) opcion\w*\b|\bpuede ser (?:en|por|a|el|la|despues|antes)\b|\bno ?show\w*\b.*\b(?:back|again|another)\b",
        83,
    ),
    (
        r"^(?:mejor |para |que sea |puede ser |pueda ser )*(?:el (?:dia )?|a las? |como a las |despues de las |antes de las |el dia )\d{1,2}(?::\d\d)?(?: (?:si|se puede|mejor|y media|en punto|de la (?:tarde|manana)))*[ .!?]*$|"
        r"^(?:is |que tal |y |pero )?(?:el |la |los |at |on )?<DAY> (?:ok|possible|good|available|open|free|any good|a thing|se puede)\s*\?|\bentre semana no\b|\b(?:nomas|solo|solamente|nada mas) (?:puedo )?(?:los |el |en la |por la )(?:<DAY>|sabados|<PART>)\b|\bfin de mes\b",
        83,
    ),
)

NOT_RESCHEDULE = re.compile(
    rf"\b{BOOKED}|\bgo (?:back )?to (?:school|work)\b|"
    r"\b(?:insurance|address|phone|number|name|seguro|direccion|numero) (?:has |is |was |have |just )?(?:changed|change|cambio|"
    r"different)\b|"
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
    r"|\b(?:thanks|thank you) (?:so much |again )?for (?:\w+ ){0,2}\w+ing\b.*"
)
