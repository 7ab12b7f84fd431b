"""Somebody will come; a bare yes is `rules.replies`' own."""

import re

from bridgework.rules.reply_words.shapes import BOOKED, DAY, table

CONFIRM = table(
    (
        r"\b(?:(?:i|we|he|she|they) )?(?:will|am|are|is|shall|would|going to|plan to|planning to|planning on|"
        r"intend to|expect to) ?(?:definitely |still |surely |certainly |absolutely |for sure |both |all |def |"
        r"planning on |planning to |on |to )*(?:be there|be coming|coming|being there|attending|be attending|"
        r"be in|come(?! up)|be present|be on time|attend|attending|make it|be ready)\b|\b(?:see|c|seeing) (?:you|ya|u|"
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
        rf"\b(?:that|this|it|time|which|all|everything|{DAY}|date|those|day|appointment|both) (?:works|is fine(?! now)|"
        rf"is good|is great|is perfect|sounds good|sounds great|is ok|will work|will be fine|is ok with me|"
        rf"sounds fine|looks good|is right(?! in)|is correct|still works|works great|is confirmed|works perfect|will do|"
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
        r"excelente|bueno)\b|\b(?:todo|esta|muy) (?:bien(?! (?:car|lej|enferm|mal|feo|cansad|dificil|hinchad|ocupad)\w*)|excelente|perfecto|correcto|claro)\b|\bde acuerdo\b|"
        r"\bcon (?:mucho )?gusto\b|\bhasta (?:entonces|manana|luego|el|pronto|ese dia)\b|\bah(?:i|y) los veo\b|"
        r"\b(?:hora|dia|fecha) (?:esta|me queda) bien\b|\b(?:voy|vamos) (?:en|de) camino\b|\bno (?:voy a |"
        r"vamos a )?faltar(?:e|emos)?\b|\bno (?:la )?cancelen\b|\bahi esta(?:re)?mos\b",
        86,
    ),
    # Who brings the patient says it for the patient.
    (
        r"\b(?:will|am|is|are|be|going to) (?:(?:also|both|def|definitely|still) )?(?:have|get|bring|bringing|take|taking|drive|"
        r"driving|drop|dropping|"
        r"accompany|accompanying) <THEM>\b|\b<KIN> will (?:be )?(?:com\w+|there|attend|driv\w+|bring\w*|tak\w+)\b|\bi got (?:him|her|"
        r"them)\b|"
        r"\b(?:la|lo|los|las) (?:llevo|traigo|llevare|llevamos)\b|\b<KIN> si (?:va|ira|puede|asistira)\b",
        84,
    ),
    (
        r"(?:[.,!;]|\bso|\bthen|\band|\bmeant) (?:yes|si|absolutely|definitely|of course|for sure)[ .!]*$|\bthat one works\b|"
        r"\balready (?:said|told|confirmed|answered|replied|scheduled|booked)\b|\bi (?:said|meant) (?:yes|ok)\b|"
        r"\b(?:still|definitely|totally|fully) (?:want|coming|going|planning|intend\w*|able)\b|\bthat is (?:still )?my appointment\b|"
        r"^(?:ok |i |we |just |already |have )*(?:booked|scheduled|picked|chose|reserved|signed up|made)\b(?! (?:a mistake|an error|"
        r"other|another|with))|"
        r"\bwill take (?:it|that|the|<DAY>)\b|\b(?:have|got) it (?:down|written|on|in)\b|\bnot (?:going to )?(?:forget|forgot|"
        r"forgotten|miss)\b|"
        r"\b(?:would )?love to\b|\blook(?:ing)? forward\b|\bcoming (?:in )?(?:on |at |this |next )*<DAY>\b|\bno matter what\b",
        84,
    ),
    (
        r"\b(?:do not|not|no need to|never) (?:\w+ ){0,3}?(?:cancel\w*|reschedul\w*|give (?:away|up) my \w+|change (?:it|my|the|"
        r"anything))\b|"
        r"\bno (?:me )?(?:la |lo )?cambi\w+\b",
        82,
    ),
    (
        r"\b(?:no|not|never|nunca|jamas|ni)(?: \w+){0,2}? (?:cancel\w+|missing|miss|faltar\w*|falto|fallo|fallare|la pierdo|me la pierdo|perder\w*)\b(?! of)"
        r"|\bnot (?:you dare|going anywhere)\b|\bnot (?:be )?(?:missing|cancel\w+)\b|\b(?:nothing|could not|can not|will not|horses)(?: \w+)? (?:keep|stop) (?:me|us) (?:away|from)\b",
        90,
    ),
    (
        r"\b(?:ya )?(?:la |lo )?(?:agende|confirme|aparte|reserve)\b|\b(?:les|le) (?:caigo|llego|caemos|llegamos)\b|\b(?:ese|el|esta|"
        r"esa) "
        r"(?:dia|hora|fecha|<DAY>) (?:si )?(?:puedo|podemos|me queda|esta)\b|\b(?:ahi|aqui) (?:estoy|estamos|llegamos|la llevo|lo "
        r"llevo|mero)\b|"
        r"\bprimero dios\b|\bdios mediante\b|\bsi dios quiere\b|\bclaro que\b|\bcomo no\b|\bme apunto\b|\bqueda confirmad[oa]\b",
        84,
    ),
    (rf"\b{BOOKED}", 86),
    (
        r"^(?:yes |ok |i |we |me )*(?:will |am |are )?(?:come|coming|make it|attend)\b(?: <AT><DAY>)?(?: at <DAY>)?(?: yes| ok)?[ .!]*$|"
        r"\barranged (?:a|my|for a) ride\b|\b(?:suits|suit) (?:me|us)\b",
        84,
    ),
    (
        r"\b(?:consider (?:it|this|me|us)|my confirmation)\b|\bstill (?:need|want|have) (?:it|the|my|this|that)\b|\b(?:that|this|it) "
        r"(?:would|should|will) (?:work|be (?:fine|good|great|ok|perfect))(?! (?:if|instead|better))\b|"
        r"\b(?:free|available|good|open) (?:then|that day|at that time)\b|\bgood to (?:come|go)\b|\bshould not be a problem\b|"
        r"\b(?:sigue en pie|tod[oa] bien)\b|\bi am committed\b|\bthere (?:at|by) \d",
        82,
    ),
    (
        r"\b(?:me late(?! (?:la|el|aqui|mucho|todo))|me late la (?:hora|idea)|me cuadra|me acomoda|me viene (?:bien|al pelo|perfecto)|me cae (?:bien|perfecto)|me va bien|esa (?:mera|hora jala)|mero mero|yo mer[oa]|tal cual|tal como|"
        r"sin duda|cien por ciento|segurisim[oa]|dale gas|(?:como|asi|en eso) quedamos|sin pierde|(?:take it to|bank on) (?:the bank|it))\b|^dele[ .!]*$|\bno me quiten de la lista\b",
        82,
    ),
)

NOT_CONFIRMED_BEFORE = re.compile(
    r"\b(?:not|never|no|none|nothing|neither|nobody|ninguno|ninguna|unless|if|hope|hoping|wish|might|maybe|until|cannot|nunca|tampoco|whether|si no|ojala|"
    r"quizas?|tal vez|supposed|wanted|would like|want|try|trying|tratare|intentare|who|why|when|what time|"
    r"where|how|was|were|should|do i|did|will i|can i|do we|unable|sure if|know if|can we|have to|"
    r"need to)[^\w.,!;?]+(?:\w+[^\w.,!;?]+){0,3}$"
)
