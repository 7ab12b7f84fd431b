"""Promises, claims about pain, praise and advertising."""

_NOT = r"(?:won't|wont|will not|don't|do not|doesn't|does not|didn't|did not|shouldn't|should not|can't|cannot|never|hardly|barely)"

PROMISE = (
    r"guarant\w*|promis(?:e|es|ed|ing)|assur(?:e|es|ed|ance|edly)|rest assured|certainly|definitely|undoubtedly|surely",
    r"(?:we|i) (?:swear|vow)|trust us|you have (?:our|my) word|(?:you can )?(?:count|rely) on (?:it|a|us to)|(?:be|feel) sure that",
    r"(?:without|no|zero|free of|not any) (?:any )?(?:risks?|complications?|side effects?|dangers?)|risk free|harmless|"
    r"(?:completely|totally|"
    r"absolutely|perfectly|entirely|fully|very) safe|safe and sound|(?:it|this|visit|treatment|procedure)(?: is|'s) (?:quite )?safe",
    r"(?:nothing|no need|no reason|not|don't|never) (?:you )?(?:to |have to |need to )?worry(?: about)?|no worries|worry free",
    r"nothing (?:\w+ )?(?:can|could|will|ever|goes?|to go) (?:ever )?(?:go |happen )?(?:wrong|bad\w*|fail\w*)",
    r"(?:everything|all|it|things|you)(?:'ll| will| is going to|'s going to| are going to)? (?:be|go|goes|turns?|works?|come|"
    r"comes) (?:out )?"
    r"(?:just |all |very |so |absolutely )?(?:fine|ok|okay|right|alright|well|great|perfect\w*|smooth\w*|easy|easily|better)",
    r"(?:will|can|going to|we) (?:(?:heal|cure)|(?:fix|solve) (?:it|this|that|you|your|the|everything)|(?:save|rescue) (?:it|"
    r"(?:the|your|this) (?:tooth|teeth)))|cures?|cured|(?:fix\w*|solv\w+|gone|heal\w*) (?:it |this )?(?:for good|forever|"
    r"for life|once and for all)|as good as new|(?:like|good as) new",
    r"lasts? (?:you )?(?:a |for )?(?:life\w*|forever|years)|for the rest of your life|(?:great|good|perfect|sure|proven|lasting|"
    r"best|amazing) results?|"
    r"results (?:you|that|guaranteed)|(?:clinically |well )?proven|works? every time|always (?:works?|succeeds?|goes)|"
    r"never (?:fails?|goes)|fail safe|"
    r"fool proof|sure thing|(?:success|relief|results?|outcome) (?:is|are) (?:certain|sure|assured|a given)|money back|full refund|(?:for|that's) sure|(?:there is|there's) no way (?:it|this|that)|(?:love|adore) (?:the|"
    r"your) (?:outcome|results?|new \w+)|always helps|make (?:it|that|everything) (?:all )?(?:better|go away)|(?:forever|"
    r"for ever) (?:fixed|gone|healthy)|(?:walk|come) out with|success rates?|(?:you|your)(?: will|'ll| won't)? (?:not |"
    r"never )?regret|(?:only|just|(?:done|over|fixed|finished|complete\w*) in) (?:one|a single) visit",
    r"(?:9\d|100)(?:[.,]\d+)? ?(?:%|percent|por ciento)|\d\d ?% (?:success\w*|effective|safe)|(?:one|a) hundred percent|(?:nine|9|99) "
    r"(?:out )?(?:of|in) (?:ten|10|100)|cien por ciento|al cien",
    r"garant\w*|(?:exito|alivio|resultados?) (?:es |esta )?segur[oa]s?|(?:le )?devolv\w+ (?:su|el) dinero|prome(?:t\w*|sas?)|(?:le |les |se lo )?asegur(?:o|amos|ado|ada)|juramos|seguramente|sin duda|tasa de exito|"
    r"(?:completa|total|"
    r"absoluta)mente segur[oa]|(?<!no\s)es (?:muy )?segur[oa]",
    r"(?:sin|cero|libre de|ningun) (?:ningun )?(?:riesgos?|peligros?|complicaci\w+)|inofensiv[oa]|no (?:hay|tiene|existe) (?:ningun )?"
    r"(?:riesgos?|peligros?|(?:por que|de que|nada de que) preocupar\w+)|(?:no|nada) (?:\w+ )?(?:se )?preocup(?:e|en|es|arse)",
    r"(?:todo )?(?:va a |ira |saldra |salir |sale |quedara |quedar )(?:salir |quedar |estar )?(?:muy )?(?:bien|perfect\w+|"
    r"como nuev[oa])|como nuev[oa]|"
    r"nada (?:puede|va a|podra) (?:salir|ir) mal|curar?|curamos|para (?:siempre|toda la vida)|siempre (?:funciona|sale)|(?:nunca|"
    r"no) falla|confie en nosotros|no (?:se )?"
    r"(?:va a )?arrep\w+|resultados (?:garant\w+|perfectos|probados|excelentes)|(?:listo|termin\w+|hecho|"
    r"resuelto) en una sola (?:cita|visita)",
)
PAIN = (
    r"pain ?(?:less\w*|free)|(?:no|not any|without|zero|free (?:of|from)|never any|little to no|minus the|virtually no) (?:any |"
    r"more )?(?:pain|"
    r"discomfort|hurt|ouch|soreness|aches?)|discomfort free|ouch(?:less| free)?|hurt free",
    _NOT + r" (?:even |really |ever )?(?:hurts?|sting|ache|be (?:painful|sore|in pain)|notice (?:a thing|anything|it|much|that)|"
    r"feel (?:a |any |the )?"
    r"(?:thing|anything|it|pain|much|nothing|bit))",
    r"(?:does|is|will|would) (?:not|never) (?:\w+ )?(?:hurt|painful)|isn't painful|not (?:be |at all )?painful|not feel (?:a thing|"
    r"anything)|(?:feel|"
    r"notice) (?:absolutely |almost |next to )?nothing|nothing (?:will |is going to |ever )?hurts?|a breeze|(?:be|"
    r"feel) (?:completely |totally |very |perfectly )?comfortable (?:the whole|at all|all the|through\w*)|(?:little|tiny|small|"
    r"quick) (?:pinch|poke|prick|sting)|easier than|feel none of|piece of cake|sleep (?:right )?through",
    r"(?:sin|cero|libre de|nada de|ningun|ninguna) (?:ningun |ninguna |alguna? )?(?:dolor(?:es)?|molestias?)|indolor[ao]?s?|"
    r"no (?:le |les |te |se )?(?:va a |van a "
    r"|ha de )?(?:duele|dolera|doler|molestara|molestar|dara molestias)|no (?:va a |vas a |van a )?(?:sentir|sentira|sentiran|"
    r"notara|notar|siente) "
    r"(?:nada|dolor|molestias?|ning\w+)|piquetit[oe]s?|pinchacito|ni (?:lo |se )?(?:va a )?(?:sentir|notar|sentira|notara|"
    r"entera\w*)|nada (?:le )?(?:duele|dolera)",
)
PRAISE = (
    r"(?<!suits\syou\s)(?<!works\s)(?<!for\syou\s)(?<!suits\s)best(?! (?:time|way|day|number|for you|wishes|regards))|finest|"
    r"greatest|gentlest|kindest|friendliest|safest|fastest|easiest|smartest|newest|nicest|perfect(?:ly)?|top (?:\w+ )?(?:rated|"
    r"ranked|notch|"
    r"quality|specialists?|doctors?|dentists?|experts?|teams?|practice|office|clinic|care)|world(?:'s| class| famous| renowned)|"
    r"state of the art|unmatched|"
    r"unrivall?ed|unbeat\w+|incomparable",
    r"(?:number|no\.?) ?(?:one|1)(?! \d)|#1|the most (?!(?:we|you|it|of|that)\b)\w+|most (?:advanced|experienced|modern|trusted|"
    r"gentle|caring)|amazing|excellent|outstanding|award "
    r"winning|exceptional|extraordinary|superior|premier|elite|renowned|famous|revolutionary|cutting edge|high end|(?:five|"
    r"5) stars?|leading "
    r"(?:experts?|specialists?|practice|clinic)|our experts|expert (?:care|team|hands)|(?:like )?no(?:body| one|"
    r" other)(?: else)? (?:does|do) (?:it|this)|"
    r"better than|second to none|one of a kind|(?:the|are|as) leaders?|(?:hundreds|thousands|\d{3,}) of (?:\w+ )?(?:patients|"
    r"people|families)|(?:happy|satisfied) (?:patients|customers|families)|(?:patients|people) (?:choose|love|trust|prefer) us|"
    r"voted|(?:everyone's |patients' )?favou?rite|highly (?:rated|skilled|qualified|trained)|unique",
    r"(?:el|la|los|las|lo) mejor(?:es)?|mejor (?:equipo|clinica|consultorio|especialista|dentista)|perfect[oa]s?|numero uno|"
    r"lider(?:es)?|(?:los|las|el|la) mas \w+|"
    r"mas (?:avanzad|experimentad|modern|expert)\w+|(?:nuestros )?expert[oa]s|excelen\w+|excepcional\w*|extraordinari[oa]s?|"
    r"inigualable\w*|incomparable\w*|"
    r"unic[oa]s? en|de primera(?: clase)?|premiad[oa]s?|reconocid[oa]s?|famos[oa]s?|(?:cinco|5) estrellas|vanguardia|"
    r"ultima tecnologia|nadie (?:lo )?hace|mejor que",
)
ADVERTISING = (
    r"(?<!feel\s)(?<!toll[\s-])free(?! (?:to|of|from|times?|now|if|on|at|for (?:your|you|it)|this|next))|discount\w*|specials|"
    r"special (?:offers?|price|deal|rate|today)|coupons?|sales?|deals?(?! with)|(?:limited|short) time "
    r"(?:only|offer)|\d+ ?% off|half price|sav(?:e|es|ing) (?:money|big|now|\$?\d+|up)|and save|(?<!no\s)hurry|act (?:now|fast|"
    r"today)|order now|don't miss (?:out|this)|while (?:it|they|supplies) lasts?",
    r"complimentary|no (?:cost|charge|obligation)|at no (?:extra )?(?:cost|charge)|on the house|gifts?|prizes?|win (?:a|an|one)|"
    r"bonus\w*|rewards?|raffle|refer (?:a|your) "
    r"(?:friend|family)|(?:leave|write|give) (?:us )?(?:a |your )?(?:review|rating|stars)|review us|rate us|like us|follow us|"
    r"facebook|instagram|tiktok|google (?:review|rating|us)s?|yelp|whiten\w*|"
    r"veneers|botox|invisalign|new patients welcome|(?:our|a) new (?:laser|scanner|microscope|technology|machine)|check out our|"
    r"tell (?:a|your) friends?",
    r"gratis|gratuit[oa]s?|descuentos?|ofertas?|promo(?:s|ci\w*)?|cupon\w*|rebajas?|(?:sin|ningun) (?:costo|cargo|cobro)|cortesia|"
    r"regal[oa]\w*|premios?|sorteos?|gane|"
    r"aprovech\w+|ahorr\w+|siganos|resena|calif[ií]\w*nos|recomiend\w+ (?:a )?(?:un|sus?) (?:amig|famil)\w+|blanque\w+|carillas|"
    r"mitad de precio|tiempo limitado|solo (?:por )?hoy",
)
BILLING = (
    r"\$ ?\d+|\d+ ?(?:dollars|usd|bucks|dolares)|payments?|pay (?:what|your|for|the|us|now|by|online|it|in|at|\$)|paid|prepay\w*|"
    r"invoices?|bills?|billing|billed|balances?(?: due)?|past due|overdue|debts?|"
    r"owed?|owing|owes|charg(?:e|es|ed) (?:you|a|for|of|your)|be charged|fees?|prices?|costs?|copays?|co pay\w*|deductibles?|"
    r"collections?|out of pocket|financing|"
    r"insur\w+ (?:did|does|has|will|won't|didn't|doesn't|paid|covers?|denied|refused)|(?:not |n't )covered|credit card|"
    r"medic(?:aid|are)|tricare|insur\w+ (?:number|id|is|was|expired|status|on file)|(?:your|su) (?:coverage|cobertura)",
    r"pag(?:o|os|ue|uen|ar|ado|ando)|facturas?|facturacion|deud\w+|deben? (?:usted )?(?:dinero|\d+|\$|la suma)|saldos?|copagos?|"
    r"cobr\w+|(?:el|un|los|sus?|de) costos?|costara|precios?|tarifas?|"
    r"su cuenta|cuotas?|recargos?|multas?|financi\w+|tarjeta de credito|(?:su )?(?:seguro|aseguradora) (?:no )?(?:cubr\w+|pag\w+|neg\w+)",
)
