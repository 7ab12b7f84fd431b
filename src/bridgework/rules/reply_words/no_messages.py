"""No more messages are wanted, or messages again: in whatever words, without the keywords (`rules.opt_out` has those)."""

import re

from bridgework.rules.reply_words.shapes import CONCEPTS, DAY, concept

_MESSAGES = (
    r"(?:text(?:s|ing|ed)?|txts?|message(?:s|ing)?|messag|sms|contact(?:ing|s)?|communications?|notifications?|reminders?|alerts?|notices?|"
    r"spam(?:ming)?|mensaj(?:es?|itos?)|text(?:it)?os?|recordatorios?|avisos?|notificaciones|alertas)"
)
_BOTHERING = (
    r"(?:text(?:ing|in)|messag(?:ing|in)|contact(?:ing|in)|send(?:ing|in)|writ(?:ing|in)|bother(?:ing|in)?|harass\w*|bug(?:ging|gin)|"
    r"annoy\w*|hound\w*|pester\w*|hassl\w*|bombard\w*|nag(?:ging|gin)|spam\w*|blow(?:ing|in) (?:me up|up my)|mandando|enviando)"
)
_SEND = r"(?:text|message|contact|send|write|bother|spam|ping|reach out|hit|hmu|mess with)"
_NUMBER = r"(?:number|phone|cell|line|name|contact|info\w*|digits|data|details|telephone)"
_WHOSE = rf"(?:(?:my|this|our|his|her|the|their|that|these|mi|{CONCEPTS['KIN']})(?: is)? (?:\w+ )?)"
_MANDEN = (
    r"(?:mand(?:en|e|es|ar|arme|arnos)|envi(?:en|e|es|ar|arme)|escrib(?:an|a|as|ir|irme)|contact(?:en|e|es|ar|arme)|molest(?:en|e|es|ar|arme)|"
    r"texte?(?:en|e|es|ear|earme|ar)|texti(?:en|e)|busqu(?:en|e|es)|llegu(?:en|e)|jod(?:an|a|as|er)|chingu?(?:en|e|es|ar)|fri?egu?(?:en|e|es|ar)|"
    r"fastidi(?:en|e|es|ar)|mensaje(?:en|es|ar|arme)|contact)"
)
_MANDANDO = r"(?:molest|mand|envi|escrib|text|mensaj|marc|fastidi|jod|ching?|freg|fregu|contact|lleg)(?:ando|iendo|eando|gando)"
_SCHEDULE = rf"(?:{DAY}|schedule|calendar|books?|wait\w*|visit|appointment|agenda|cita|horario|turno|lista (?:del?|para|por) (?:el |la |los )?(?:{DAY}|espera|citas?))"

WHOLE = frozenset(
    "no text,no texts,no sms,no message,no messages,no more,no mo,no mas,block,blocked,spam,remove,remove me,delete,delete me,enough,leave me "
    "alone,leave me be,let me be,go away,get lost,buzz off,bug off,piss off,back off,shut up,f off,fuck off,stfu,gtfo,dnc,mute,silence,desist,"
    "discontinue,end it,no text messages,that is enough,bloqueado,bloqueada,bloquear,bloqueo,no mande mas,no manden mas,no escriba mas,no "
    "escriban mas,reply stop,text stop,stop stop,unsubscribe me,remove number,dejenme,dejeme en paz,borrar,borrarme,borrenme,borreme,eliminar,"
    "cancelar mensajes,no molestar,cease,fin,terminar,termine,suspender,desactivar,ya chole,ya chale,ya estuvo,ya parenle,parenle,parele,ya "
    "parele,ya paren,ya no mas,no jodan,no chinguen,no friegue,no frieguen,do not text,do not message,do not contact,do not send,apaguen eso,stop sign emoji".split(
        ","
    )
)
"""Messages of a word or two that want no more messages, though no service acts on them."""
FREE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:stop|quit|cease|end|no more|no further|no mo|enough|cancel|revoke|discontinue|disable|mute|silence|kill|halt|knock off|cut out|"
        rf"turn off|shut off|switch off|desactiv\w+|suspend\w+|apag\w+|cancel(?:e|en|o|ar)|anular) (?:with |w )?(?:all |any |the |these |those |your |this |my |"
        rf"sending (?:me )?|getting |receiving |more |of |los |las |sus |estos |esos |todos )*{_MESSAGES}\b",
        rf"\b(?:stop|quit) (?:(?:ever|freaking|damn) )?{_BOTHERING}\b",
        rf"\b(?:do not|never|no longer|not to|am not to be) (?:ever |please |you |you all |want you to |want you all )*(?:{_MESSAGES}|{_SEND}) (?:to |up )?"
        rf"(?:me|this (?:number|phone|line)|my (?:number|phone|cell)|{CONCEPTS['KIN']}|her|him|us|any\w*|nothing|nothin|nun|none|no|again|more|it|these|further)\b",
        rf"(?:^|[.,!;] |\b(?:please|but|only|just) )(?:do not|no) {_MESSAGES}(?: messages?)?(?: (?:please|thanks|going forward|here|ever|at all|on this \w+|to this \w+|pls))*"
        rf"(?=[ .!]*$|[.,;])",
        rf"\bno {_MESSAGES} (?:please|going forward|here|on this|to this|to me|my way)\b",
        r"\bstop (?:calling|bugging|the calls)\b|\b(?:this is|you are|stop|consider (?:it|this)) (?:\w+ )?harass\w*\b|\bharassment\b|"
        r"\breport(?:ing|ed)? (?:you|this|it) (?:to|as|for)\b|\breport(?:ing|ed)? (?:as |it as |for )?(?:junk|spam)\b|\b(?:junk|spam),? report\w*|"
        r"\bmark(?:ing|ed) (?:\w+ )?as (?:spam|junk)\b|^(?:this|it) is (?:just )?spam\b|\b(?:fcc|tcpa|ftc)\b|\b(?:my|a|an|call) (?:lawyer|attorney)\b|\bsue you\b|"
        r"\b(?:again|one more)\b.{0,20}\bsue\b|[,.!] enough[ !.]*$|\bi am reporting\b|\b(?:illegal|violat\w+)\b.{0,30}\b(?:consent|tcpa|law|text\w*|messag\w*)\b",
        rf"\b(?:one more|the next|next|another) (?:text|message)(?: from you\w*)?,? (?:and|i|or)\b|\b(?:text|message|contact) (?:me|us) (?:again|one more time) (?:and|i|or|see)\b|"
        rf"^(?:if )?(?:you |you all |you guys )?(?:text|message) me one more time\b|\bmore of these (?:{_MESSAGES} )?i\b",
        r"\bdo not (?:use|text|message|contact) (?:this|my) (?:number|phone)\b|\bdelete (?:me|us|my \w+) (?:from|off)\b",
        r"\bdo not (?:call|contact|text|message)(?:,? (?:or|and) (?:call|text|contact|message))? (?:list|registry)\b|\bput (?:me|this|my)(?: \w+)? on (?:the |your )?do not\b",
        rf"\b(?:do|does|did|would|am|are|is)? ?(?:not|no longer) (?:want|wants|wish|like|need|care|accept|do|allow|use|get paid for) (?:you to |you all |to )?(?:get|getting|receive|be getting|have|hear|"
        rf"see|accept)?(?: ?(?:any|no|more|these|your|those|the|further|anymore|from|you|of|nun|none)){{0,4}} ?{_MESSAGES}\b",
        r"\bdo not want (?:any |none |nun |no )?(?:more )?(?:of )?(?:these|those)(?: anymore| no more| any more)?[ .!]*$|\bdo not want any of this\b|\bdo not hmu\b",
        r"\b(?:does|do|did) not want these\b|\bdoes not want (?:you|you all) (?:\w+ )?text\w*",
        r"\b(?:do not|no longer) (?:want|wish) to (?:hear from you|be (?:texted|contacted|messaged|bothered))",
        rf"\b(?:ask\w*|told|tell\w*|said|says|rather|prefers?|like|want|wants) (?:you |you all |you guys |that you |already |to you )*(?:to |already )?(?:not to|not|stop|quit|never)"
        rf"(?: to)? ?(?:{_MESSAGES}|{_SEND}|{_BOTHERING})\b",
        r"\b(?:asked|told) (?:you|you all|you guys) (?:already |twice |times )*(?:to )?(?:stop|quit)\b|\basked (?:you|you all|you guys) not to[ .!]*$|\bi (?:already )?(?:said|say|replied|texted|keep saying) (?:stop|quit|no more)\b|\bafter i said stop\b",
        rf"\b(?:remove|take|delete|drop|get|pull|scrub|erase|purge|wipe|clear) (?:me|us|{_WHOSE}{_NUMBER}) (?:off|from|out)\b",
        rf"\b(?:remove|take|delete|get|scrub|erase|purge|wipe|clear) (?:him|her|them|it|{CONCEPTS['KIN']}) (?:off|from|out)(?: (?:of|the|your|you|all|this|that|these|\w+ is))* (?:text\w*|list|system|"
        rf"contacts?|database|file|records|roster|{_MESSAGES})\b",
        rf"\b(?<!you )(?:remove|delete|erase|purge|scrub|lose|forget|drop|block|wipe) (?:(?:you )?have )?(?:my|this|our|her|his) {_NUMBER}\b",
        r"\b(?:remove|delete|erase) (?:me|my (?:number|phone)|it|this)(?: please| now| immediately)?[ .!]*$|\bremove (?:me|us|it|this \w+) (?:immediately|now|please|at once)\b|"
        r"[.,;] (?:please )?remove(?: please)?[ .!]*$|\bphone please remove\b",
        r"(?<!not )\b(?:take|get) (?:me|my (?:number|phone)|her|him) off\b|\b(?:off|from|on) (?:the |your )?(?:text|texting|message|contact|call) list\b",
        r"\b(?:unsubscribe|opt|opting) (?:me|us|out)\b|\b(?:un|de)s+u[bs]*cri[bvp]\w*\b",
        r"\bopt(?:ed|ing)? out\b",
        r"\b(?:permission|consent|consented|agreed?|agree|allowed|authorize\w*|sign(?:ed)? up|opted in) (?:for |"
        r"to )?(?:you to )?(?:be |get(?:ting)? |receive |receiving |these |any |your )*(?:text|texts|texting|texted|message|"
        r"messages|contact|contacted|reminders)\b",
        r"\b(?:no|not|never|did not|without)(?: \w+)? (?:consent|consented)\b(?! (?:form|to (?:the|a|any) (?:surgery|procedure|treatment|x)))|"
        r"\bconsent (?:is )?(?:revoked?|withdrawn)\b|^i (?:hereby )?revoke[ .!]*$|\bwho (?:gave|said|told|let) you\b.{0,30}\b(?:text|message|contact) me\b|"
        r"\b(?:never|not) sign(?:ed)? up for (?:this|these|that|texts|any of this)[ .!]*$",
        # The last word, or the first: "wrong number stop", "stop I am driving"; but "it will not stop", "stop by", "stop the bleeding".
        r""
        r"(?<!not )(?<!to )(?<!bus )(?<!ever )(?<!it )(?<!never )(?<!bleeding )(?<!pain )(?<!hurting )(?<!throbbing )(?<!swelling )(?<!blood )(?<!should "
        r"i )(?<!i )(?<!a )(?<!the )(?<!my )(?<!next )(?<!quick )(?<!first )(?<!pit )(?<!your )(?<!bus is at )\bstop[ .!]*$",
        r"^stop (?:i|you|this|it|wrong|already|now|please|who|do not|doing|with|w|all|my|me|to end|harass\w*|spam\w*|the (?:text|"
        r"mess)\w*)\b(?! (?:pain|bleeding|medic\w*|blood|have to|need to))",
        r"\b(?:so|or|just|please|[,.]) quit[ .!]*$",
        r"(?<!no me )(?<!no )\b(?:quit|borr|elimin|remuev|saqu|sac)(?:e|en|a|ar|eme|enme|ame|arme|enla|enlo|enlas)(?:lo|la)? (?:ya |me )?(?:(?:mi|el|este|ese|su|mis|de mi) (?:numero|"
        r"telefono|celular|cel|nombre|informacion|datos)|de (?:la|su|esta|esa|ahi|las|sus?)(?: lista| sistema| mensajes)?)\b",
        rf"\b(?:texts?|messages?|messaging|texting|calls?|these|this) (?:to|must|has to|have to|needs? to) (?:stop|end|cease)\b|\b(?:make|how) (?:\w+ )?(?:these|this|them|it|the {_MESSAGES}) stop\b",
        r"\bleave (?:me|us) (?:the \w+ )?(?:alone|be)\b|\blet me be[ .!]*$|\bmiss me with\b|\b(?:fuck|piss|buzz|bug) off\b|\bgo to hell\b",
        r"(?<!you )\b(?:lose|forget) (?:my|this) number\b",
        r"\b(?:revoke|withdraw|take back) (?:my )?(?:consent|permission)\b",
        r"\bno more (?:of )?(?:these|this|it)\b|\bdo not (?:ever )?ask (?:me )?(?:again|any ?more)\b",
        r"\bnot interested in (?:your |these |any )*(?:text|message)s?\b|\bnot interested ?,? (?:remove|quit|stop|leave)\b|\bnot contact (?:me|us)\b",
        r"\bblock(?:ing|ed)? (?:you\b|this (?:number|contact))|\byou are blocked\b|\b(?:will|going to|am) block(?:ing)? (?:you|this|it|them)\b",
        rf"\b(?:pay|charge[sd]?|cost\w*)(?: \w+){{0,3}} (?:by|per|for|each|every)(?: \w+){{0,2}} {_MESSAGES}\b.*\b(?:quit|stop|no|not|remove)\b|\b{_MESSAGES} (?:cost|are costing|is costing)\b|"
        rf"\bcobran?(?: (?:por|cada|los|el))+ {_MESSAGES}\b|\bcosting me money ?,? no more\b|\bplan charges (?:me )?(?:per|by) {_MESSAGES}\b",
        rf"\bhow (?:do|can|could|to|would) ?(?:i|u|we|you)? ?(?:\w+ )?(?:opt out|unsubscribe|turn (?:these|this|them|it) off|get (?:off|out of)|(?:stop|quit) (?:getting|receiving|these|this|the {_MESSAGES}))\b"
        rf"(?! (?:the )?(?:visit|appointment|highway|freeway|parking|bus))",
        rf"\b(?:turn|shut|switch) (?:off (?:these|this|them|it|the|my|all|your)(?: \w+)?|(?:these|this|them|it|the {_MESSAGES}) off)\b(?! (?:phone|alarm|engine|car))",
        rf"\b(?:sick|tired|fed up|annoyed|harta|harto|cansad\w|fastidiad\w) (?:of|with|by|de|con) (?:all |these |the |your |getting |so many |tanto |tantos |sus |estos )*{_MESSAGES}\b|"
        rf"\b{_MESSAGES} (?:are |is |me )(?:\w+ ){{0,2}}(?:annoying|excessive|ridiculous|nonstop|too much|unwanted|driving me)\b",
        r"\byou all (?:are )?worse than\b.{0,40}\b(?:people|telemarketers?|spam\w*|scammers?|robocall\w*|salesm\w+)\b",
        # Spanish
        rf"\b(?:no|ya no|ya|nunca|nunca mas|dej\w+ (?:ya )?de|par\w+ (?:ya )?de|basta de|alto a?) ?(?:me |nos |le |les |la |lo )?(?:vuelvan? a |and\w+ |est(?:e|en|es|ar) |"
        rf"sigan? )?(?:{_MANDANDO}|(?<=no ){_MANDEN}|(?<=no me ){_MANDEN}|(?<=no nos ){_MANDEN}|(?<=no le ){_MANDEN}|(?<=no les ){_MANDEN}|(?<=de ){_MANDEN}|(?<=vuelvan a ){_MANDEN}|(?<=vuelva a ){_MANDEN}|(?<=alto a ){_MANDEN})"
        r"\b(?! (?:a (?:otro|otra)|el (?:link|enlace)|tarde|tan\b|la direccion|es[ae]s? (?:pastillas?|medicinas?)))",
        rf"^ya estuvo suave[ .!]*$|\b(?:ya chole|ya estuvo(?: bueno| suave)?|ya chale|ya parel?en?(?:le)?|hart[oa]s?|cansad[oa]s?|cansao|fastidiad[oa]s?|hasta (?:la|el) \w+) (?:ya )?(?:con|de) (?:\w+ )?{_MESSAGES}\b|"
        rf"\bya me tienen? (?:hart\w|cansad\w|cansao|fastidiad\w|hasta (?:el|la|aqui))\b(?!.*\b(?:muela|diente|dolor)\b)|\bme tienen (?:hart\w|cansao|cansad\w|hasta (?:el|la))\b|^ya pare(?:n?le)\b|^parele a su tren\b",
        rf"\b{_MESSAGES} (?:\w+ ){{0,2}}too (?:much|often|many)\b|\btoo many {_MESSAGES}\b|\b(?:cut it out|knock it off|quit it)\b|\bblocked and reported\b|"
        r"\b(?:did|do) not sign up\b(?! for (?:a|an|this|the|any) (?:visit|appointment))",
        rf"\b(?:no|ya no) (?:quier[oa]n?|quieren?|desea?o?|quisiera|acepto|autori[cz]\w+|uso|usa|recibo) (?:recibir |que (?:me |le |les )?(?:ya )?(?:manden|envien|escriban|lleguen|"
        rf"contacten|texteen)? ?)?(?:mas )?(?:sus |estos |los |de |ningun )*{_MESSAGES}\b",
        r"\b(?:no|ya no) (?:quier[oe]n?|deseo|desea|autori[cz]\w+|acepto) (?:recibir nada|que (?:me|le|les|nos) (?:escriban|manden|envien|contacten|molesten|lleguen|texteen)|"
        r"saber (?:mas|nada de ustedes)|recibir mas)",
        rf"\b(?:no mas|basta de|ya chale con|ni un|dejen los|alto a los|no more|stop|no) (?:los |las )?(?<!get no )(?<!got no )(?<!had no ){_MESSAGES}(?! (?:de|del|anoche|ayer|until|yet|from|came|received|today))(?= (?:please|por favor|ya|porfa)|[ .!]*$)",
        r"\bcomo (?:le )?(?:hago|hace uno|puedo hacer) (?:para |pa )?(?:que )?(?:ya )?no me (?:lleguen|manden|llegue)\b|\bcomo (?:me salgo|quito|cancelo|paro|desactivo) (?:de )?(?:esto|estos|los|esta lista)(?: mensajes)?\b|"
        r"\bque (?:ya )?no me (?:lleguen|manden|escriban|texteen)\b|\bsalir(?:me)? de (?:la|esta|su) lista\b|\bsac\w+ de (?:la|esta|esa|su) lista\b",
        r"(?<!no )\b(?:quitenme|quiteme|borrenme|borreme|saquenme|saqueme|eliminenme|elimineme|remuevanme|quitenl[ao])\b(?! (?:la|mi|esa|el) (?:cita|visita|turno|dolor|muela|diente|nervio|hora))",
        r"\b(?:denme|deme|darme|dar|quiero darme|quiero|dame|doy) (?:de )?baja\b(?! (?:mi|el|del) (?:seguro|plan|aseguranza))",
        r"\bdejenme en paz\b|\bdejeme en paz\b|\bno (?:me |nos )?(?:chinguen|jodan|frieguen|molesten)\b|\bno (?:di|autoric\w+|doy|autorizo)\b.{0,20}\b(?:permiso|mensaj\w+|manden|textos)\b|"
        r"\bnunca (?:di|autorice)\b|\bquien (?:les|le|te) dio permiso de (?:escrib|mand|text)\w+|\b(?:los|te|lo|les) (?:voy a )?(?:bloque|report)(?:ar|o|are)\b|^(?:ya )?(?:voy a bloquear|report(?:o|ado|ada) como)\b|"
        r"\besto es acoso\b|\bacoso\b",
        rf"\bya no {_MESSAGES}\b",
        r"\brevoco mi (?:consentimiento|permiso)\b|\bstop mandando\b",
    )
)
FREE_START = re.compile(
    rf"(?<!not )\b(?:start|resume|begin) (?:the |my |sending |getting )*(?:texting|messaging|sending|texts|messages|reminders)\b|"
    rf"^(?:please |ok |you can )*text me again\b(?! (?:and|i|or|see))|\bturn (?:\w+ )*(?:reminders|texts|messages) (?:back )?on\b|"
    rf"\bvuelvan?me a apuntar\b|\bsign me (?:back )?up\b|\bopt (?:me )?(?:back )?in\b|\b(?:un ?-? ?stop|undo (?:the )?stop|re ?-? ?subscribe|resubscribe)\b|"
    rf"^(?:please )?subscribe(?: me)?(?: again)?[ .!]*$|^add me back[ .!]*$|\b(?:add|put) (?:me|us|my number) back (?:on|in|to) (?:the |your )?(?:\w+ )?(?:list|{_MESSAGES})\b|"
    rf"\b(?:did not|never) (?:\w+ )?mean to (?:\w+ )?(?:stop|opt out|unsubscribe)\b|"
    rf"\b(?:hit|sent|said|replied|typed|pressed|texted|put|wrote|opted out|unsubscribed)(?: stop)? (?:by accident|by mistake|accidentally|on accident|in error)\b|"
    rf"\baccidentally (?:\w+ )?(?:stop|opted|unsubscribed)|\b(?:stop|alto|baja) (?:sin querer|por error|por accidente|por equivocacion)\b|"
    rf"\bwant (?:the |my |your |to get |to receive )*(?:{_MESSAGES}) (?:again|back)\b|(?<!no )\b(?:si quiero|quiero) (?:recibir )?(?:los |sus )?{_MESSAGES}(?: otra vez| de nuevo)?[ .!]*$|"
    rf"(?<!no )\b(?:quiero|vuelvan a|pueden|puede) (?:(?:volver a )?(?:recibir|tener) (?:los |sus )?mensajes otra vez|volver a (?:recibir|tener|mandar\w*)|mandarme (?:los )?mensajes)\b|"
    rf"(?<!no )(?<!no me )\bvuelvan a (?:mandar|enviar|escribir)(?:me)?\b|\b(?:mandenme|envienme|escribanme) (?:otra vez|de nuevo)\b|\b(?:apuntenme|apunteme|inscribanme) (?:otra vez|de nuevo)\b|"
    rf"\bactiven?(?:me)? (?:los |mis |otra vez (?:los )?)?{_MESSAGES}\b|^empiecen (?:de nuevo|otra vez)\b"
)
FREE_HELP = re.compile(
    r"^i need help with (?:this|the) (?:thing|app|texts?|messages?)\b|^(?:ayuda|help)[ ,.!]+(?:no se|no entiendo|i do not (?:know|understand)|como "
    r"(?:uso|usar|funciona)|how (?:do|does) (?:this|i use))\b"
)
NOT_MEANT = concept(
    r"\b(?:do not|never) (?:take|remove|drop) (?:me|us)\b|\b(?:do not|never|please do not) (?:ever )?(?:stop|quit)\b|\b(?:did|have|has|are|why (?:did|do)|"
    r"when (?:did|will|do)|will) (?:you|they|i|it|the|these)?"
    r" ?(?:guys )?(?:stop|end|stopped|not (?:stop|text|send|contact|message)|not)\b.*(?:text|send|message|"
    r"contact)(?! (?:consent|consented))|\bstop by\b|\bbus stop\b"
    r"|\bwhy (?:did|do|have) (?:you|i) not (?:text|send|get|receive|contact|message)|"
    r"\bcan (?:you )?not (?:text|send) (?:you|pictures?|photos?)"
    r"|\b(?:can|could|will|would) you (?:please )?(?:text|message|send|contact)\b"
    r"|\b(?:i|we) (?:do|have|would) (?:agree|consent|sign)"
    rf"|\b(?:take|remove|scratch|drop|pull|get|delete|erase|put) (?:me|us|it|him|her|<KIN>|my (?:name|\w+)) (?:off|from|out)(?: (?:for|on|of|the|your|this))* {_SCHEDULE}"
    rf"|\b(?:quit|borr|saqu|sac|elimin)\w+ (?:de (?:la|su|el) |del? )?{_SCHEDULE}"
    r"|\b(?:cancel|remove) (?:me|my name|my number)? ?from (?:the |your )?(?:schedule|wait|waiting|calendar|appointment)"
    r"|\b(?:pain|tooth|muela|diente|swelling|bleeding)(?: \w+){0,2} (?:stop|quit|stopped)\b|\b(?:stop|quit) (?:hurting|bleeding|bothering|throbbing|aching)\b(?! me with)|\bnumber does not accept\b"
)
"""Sentences with such words that ask for the opposite, or for something else."""
