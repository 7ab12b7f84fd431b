"""Somebody cannot or will not come. What is found here is asked back, never done."""

import re

from bridgework.rules.reply_words.shapes import DAY, VISIT, table

CANCEL = table(
    (
        r"^(?:mejor |i am |am |we are |are )*(?:cancel(?:ar|el[ao]|enl[ao]|ing|led|lation)?|canceling|cancelled|cancelling|cancellation|decline|declined|declining|anular|anulen?)(?: please| por "
        r"favor)*[ .!]*$",
        85,
    ),
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
        r"\b(?:can|could|will|am|are|would|may|might|do|i|we|he|she|they|son|daughter|mom|mother|dad|father|husband|wife|kid|kids|"
        r"patient|child|brother|sister is) not (?:be able to |going to |gonna |able to |think i can |think i will |think i am going "
        r"to |think i will be able to |actually )?(?:make|make it|come|attend|be there|go(?! (?:away|down|to sleep|numb|back))|get "
        r"there|keep|be coming|coming|show|show up|be in|be making|going|making|be attending|be going|do it|do this|do {0}|do that|"
        r"get off|be available|available|get away|be able|able|come in)\b".replace("{0}", DAY),
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
        r"\b(?:something|things?) (?:came|has come|come|is come) up\b|\b(?:family|work|medical|personal) emergency\b|\bgive (?:up|"
        r"away) (?:my|the) (?:spot|slot|time|appointment)\b|\bgive (?:my|the) (?:spot|slot|time|"
        r"appointment) (?:to|away)\b|\btake me off the (?:schedule|calendar|books)\b|"
        r"\bremove (?:me from the schedule|my appointment)\b|\bdelete my appointment\b",
        85,
    ),
    (
        r"\b(?:do not|no longer|not) (?:need|want|wanna|require|plan to (?:come|go)|planning (?:on|to) (?:coming|"
        r"come|go)|interested)(?: to)?(?: (?:the|this|an|that|my|it|to|come|go|be seen|do|have|in|keep|a|root|"
        r"your|coming|any|proceed|get|anymore))*(?: (?:appointment|visit|procedure|canal|treatment|surgery|"
        r"service|services|done|anymore|appointments))?(?= *[.,!]| *$| (?:so|because|since|as|thanks|thank|please|sorry|and|but|now|"
        r"after|at|any|with|this)\b)",
        82,
    ),
    (
        r"\b(?:going|went|go|seeing|saw|booked|found|chose|using|scheduled) (?:to |with |for )?(?:another|"
        r"a different|other|someone|somebody|somewhere|elsewhere|my own) ?(?:dentist|doctor|office|place|else|"
        r"endodontist|provider|specialist|one)?\b|\b(?:already|just) (?:had|got|did|have|having|have had) (?:it|"
        r"this|the \w+|that|my \w+) (?:done|pulled|out|fixed|taken|removed|extracted)\b|\b(?:already|"
        r"just) (?:\w+ )?(?:pulled(?! (?:up|in|into|over))|extracted|took care of|taken care of)\b",
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
        r"\b(?:ya )?me (?:la |lo |los |las )?(?:sacaron|hicieron|quitaron|arreglaron|atendieron|extrajeron)\b|\bya me atendi\w*\b|"
        r"\bencontre otro\b|\bno (?:me interesa|estoy interesad[oa])\b|\bno la necesito\b",
        84,
    ),
    (
        r"\b(?:estoy|esta|estamos|amaneci|me siento|ando|me enferme|tengo) (?:\w+ )?(?:enferm[oa]s?|mal|gripe|"
        r"covid|con gripe)\b|\bme enferme\b",
        70,
    ),
    (
        r"\b(?:do not|no longer|not|not going to) (?:think (?:i|we|he|she) )?(?:even )?(?:need|needed|want|wanted|require|"
        r"required)(?: it| this| that| one| to (?:come|go|be seen)| the <VISIT>)?(?: anymore| any more)?"
        r"(?: now| after all| thanks)?[ .!]*(?:$|[,.]|so\b|please)|\b(?:will|am|are|is|be) not (?:be )?(?:\w+ )?(?:home|back|here|in "
        r"town|in the (?:country|state|area)|around|available|attending|joining)\b|"
        r"\b(?:take|remove|scratch) (?:my name|me|us|<KIN>) (?:off|from)(?: (?:for|on))? (?:of|<DAY>|the (?:schedule|books|calendar)|your (?:schedule|books|calendar))\b|"
        r"\b(?:release|give up|free up|open up|let go of) (?:my|the|our|his|her) "
        r"(?:slot|spot|time|<VISIT>)\b|\b(?:scratch|kill|nix|drop|void|forget) (?:the|my|that|this|our) (?:<VISIT>|one|whole)\b|"
        r"\bforget it\b|\b(?:count|leave) (?:me|us) out\b|\bno go\b|"
        r"\b(?:i|we) will pass\b|\bwithdraw\b|\b(?:go|going|went|switched|switching|moved|moving) (?:\w+ )?(?:with|to|through) "
        r"(?:another|a different|someone|somewhere|my (?:own|other|regular))\b|"
        r"\bsomewhere else\b|\b(?:moved|moving) (?:away|to|out of)\b|\b(?:throwing up|threw up|vomiting|contagious|quarantin\w+|"
        r"admitted|in (?:the )?hospital|hospitalized|pneumonia|in jail|in rehab|"
        r"snowed in|death in the family|at a funeral|stay(?:ing)? home)\b",
        78,
    ),
    (r"\b(?:you|you all|you guys|they) can (?:keep|have) (?:it|that|your|my (?:spot|slot|time))\b", 82),
    # Nobody and nothing takes them there.
    (
        r"\b(?:ya )?ni (?:loc[oa] )?(?:voy|ire|de chiste|pienso ir)\b|\bno cuent\w+ conmigo\b|\bno ?one to (?:watch|drive|take|bring)\b|\b(?:got |being )?deployed\b|"
        r"\b(?:car|truck|van|ride|suv|jeep) (?:\w+ )?(?:will not (?:start|run)|broke|is broken|is dead|died|is in the shop)\b|\b(?:se me |se )?"
        r"(?:descompuso|dano|poncho|quedo) (?:el|la|mi) (?:carro|troca|coche|camioneta|auto|guagua|moto)\b|\bsin (?:raite|carro|transporte|aventon|quien me)\b|"
        r"\b(?:give|dele|denle|den) (?:my|mi) (?:spot|slot|time|lugar|cita|turno|espacio) (?:to|a)\b|\b(?:give it|let (?:someone|somebody)) (?:to )?(?:someone|somebody|who)?\b|"
        r"\b(?:no|do not have a|can not (?:get|find) a|lost my) (?:ride|car|transportation|way|babysitter|sitter|driver|childcare)\b|"
        r"\b(?:no|do not have the|do not have) (?:money|funds)\b|"
        r"\bcan not (?:afford|pay)\b|\b(?:insurance|medicaid|medicare) (?:will|does|would) not (?:cover|pay)\b|\bcan not get (?:off|"
        r"out of|the day|time off|away)\b|\bno tengo (?:quien me|como ir|dinero|carro|"
        r"transporte|con que)\b|\bno (?:va|vamos|voy|van) (?:a (?:poder|ir|llegar|asistir))\b|\bno (?:podre|puedo|podremos|podemos|"
        r"alcanzo|podria|creo)\w*\b(?= (?:ir|llegar|asistir|hacer|hoy|manana|"
        r"poder))|\bimposible\b|\bse me complico\b|\b(?:amanecio|amaneci|esta|estoy|anda|ando) (?:muy |bien |bastante )?(?:enferm\w+|"
        r"malit\w+)\b|\bme toca trabajar\b|\btengo que trabajar\b|\bando fuera\b|"
        r"\b(?:ya )?(?:fui|vi|consegui|encontre) (?:a |con )?otr[oa]\b|\bya no (?:la|lo|las|los)? ?(?:quiero|necesito|ocupo)\b",
        78,
    ),
    (
        r"\brefus\w+ to (?:go|come|do|get)\b|\bnot be (?:needing|attending|using|requiring|making|joining|keeping|showing|returning|"
        r"back)\b|\bno to (?:the|my|that|this)\b|\bno need (?:to come|for (?:the|my|an?) <VISIT>)\b|"
        r"\b(?:dentist|doctor|endodontist|office|they|someone else) (?:already |just )?(?:did|pulled|fixed|extracted|removed|took "
        r"(?:it|care))\b|(?<!yes and )\b(?:but|so|and) (?:no|i can not|we can not|no puedo)[ .!]*$|"
        r"(?<!yes )[.,!] ?(?:so )?no[ .!]*$|\bafraid not\b",
        78,
    ),
    # English as a second language leaves the verbs as they are.
    (
        r"\b(?:no|not) (?:can |going |able )?(?:to )?(?:come|go|coming|make it)\b(?! (?:up|down|away|through|out|back))|\bcancel "
        r"(?:mine|for|<DAY>|all)\b|\b(?:want|wants) out\b|\bnot (?:doing|do) (?:it|this|that)\b|"
        r"\b(?:decided|advised) against\b|\btaken care of\b|\brather not\b|\bdo not (?:hold|save|keep|reserve) (?:the|my|it|a)\b|"
        r"\bfound (?:a|an|another) (?:\w+ )?(?:office|dentist|place|doctor|one|clinic)\b|"
        r"\bdoctor [a-z]+ (?:already |just )?(?:fixed|did|pulled|handled|took care)\b|\b(?:not|is not) (?:going to |"
        r"gonna )?happen\w*\b|\bjury duty\b|\bnot driving\b|\bno (?:longer|more) (?:coming|interested|going)\b",
        80,
    ),
    (
        r"\b(?:home|out) sick\b|\bstuck (?:at )?home\b|\b(?:tooth|it|molar) (?:was|got|has been|is) (?:already )?(?:extracted|pulled|"
        r"removed|fixed)\b|\b(?:got|had) (?:it|them|the tooth) (?:pulled|out|extracted|removed|fixed|done)\b|\bno need\b(?= *(?:$|"
        r"[.,!]))|"
        r"\bback to my (?:old|other|regular|own)\b|\bhave to (?:decline|say no)\b|\b(?:anul|suspend)(?:ar|e|en|a)\b|\bno puedo "
        r"(?:pagar|costear|faltar al?)\b|\bnot (?:going to )?(?:be )?making (?:it|my|the)\b|\bcan not swing\b",
        80,
    ),
    (
        r"\b(?:do not|no need to) (?:wait (?:on|for|up)|look for|expect|count on|hold)(?: (?:it|a spot|my spot|my slot|the spot))?(?: for)?(?: (?:me|us|her|him))?\b|\b(?:disregard|void|tear up) (?:my|the|our) <VISIT>\b|\btapping out\b|^i am out[ .!]*$|"
        r"\b(?:doctor|cardiologist|ob|boss|mom|wife)\b.{0,12}\b(?:said not to|said no|says no|will not clear)\b|\b(?:will|would) not clear me\b|\bya (?:sane|me cure|me alivie)\b|\bno hace falta\b|\b(?:car|truck|bike) got stol\w+\b|"
        r"\b(?:agarre|ponga|pase|meta|atienda)(?:n)? (?:a )?otr[oa]\b|\bi am healed\b|\bgod healed\b|\bya no me molesta\b.{0,30}\bno voy\b",
        80,
    ),
)

NOT_CANCEL = re.compile(
    r"\bno (?:me |le |les |vayan a |vaya a )?(?:den|de|dar) (?:mi|el) (?:spot|slot|time|lugar|cita|turno|espacio)\b|\b(?:do not|never) (?:give|let)\b|"
    r"\b(?:do not|not|never|no need to|please do not|did not|no quiero|no voy a|no vayan a|"
    r"no) (?:want(?:ed)? to |ask(?:ed)? (?:you )?to |need to |going to |have to |wanna |me |mean to |wish to |"
    r"la |lo )?(?:cancel\w*|cancele[ns]?|cancelen)\b"
    r"|\b(?:was|is|were|has|have|did|why|who|when|are|got|get|does|will|would) (?:\w+ ){0,4}cancel(?:led|ed|"
    r"ing)?\b(?=.*\?)|\bwhy (?:\w+ ){0,4}cancel|\b(?:was|got|were|been) (?:\w+ )?cancel(?:led|ed)\b|"
    r"\bwho cancel|\byou (?:guys )?(?:have )?cancel(?:led|ed)\b|\bsay(?:s)? (?:it is |it was )?cancel|"
    r"\bse cancelo\b|\bme cancelaron\b|\besta cancelada\b|\bpor que (?:me )?cancel|\bcancelaron\b"
    r"|\b(?:if|in case|si|what if|what happens (?:if|when)|unless|when|whether|how (?:do|can|late can|"
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
    r"ese dia|esa fecha|en ese horario|a tiempo|hasta|tan temprano|mas temprano|a esa hora|a las|faltar(?! a)|"
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
    r"|\b(?:not|never) (?:you dare |ever )?give my\b|\bnot going anywhere\b|\bscratch that\b|\b(?:he|she) did not make it\b"
    r"|\b(?:could|can|will|would) not keep (?:me|us)\b"
    r"|\bshould (?:i|we|he|she) (?:\w+ )?cancel\b|\bdo not (?:\w+ )?(?:give|cancel|release) (?:my|the|our|me|it)\b|\bnot (?:going "
    r"to )?(?:make it|be there|get there|be in) (?:there )?(?:by|before|exactly|right) "
    r"(?:at )?\d|\bnot (?:need|want|going|have|like) (?:to )?(?:change|reschedule|move|wait|forget|miss)\b|\bnot (?:forget|miss)\b"
)
