"""What makes a yes or a no unsure, what asks something, and what only thanks."""

import re

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
