"""Whole messages of a few words: yes, no, got it; and the politeness around them, which says nothing by itself."""

import re

from bridgework.rules.reply_words.shapes import concept, phrases

YES_WORDS = phrases(
    "yes, si, yep yep, yes yes, sure, ok, okay, absolutely, definitely, certainly, of course, you bet, you betcha, correct, "
    "affirmative, indeed, for sure, totally",
    "confirm, confirmed, c, perfect, great, good, awesome, excellent, cool, fine, all good, all set, we good, i am good, right, "
    "right on, true",
    "roger, roger that, 10 4, 10 roger, copy, copy that, noted, received, understood, got it, deal, done, completed, agreed, "
    "wonderful, very well",
    "sounds good, works, i do, i will, i am, it is, we will, i can, can do, will do, on it, you got it, go ahead, let us do it, let "
    "us go, gladly, down, i am down, i am down for it",
    "sure thing, no doubt, without fail, as planned, it is a date, by all means, 100, 100 percent, mhm, uh huh, yes sir, yes ma am, "
    "alright, aight, alrighty",
    "agree, i agree, affirm, attending, coming, present, ready, ready to go, locked in, we are on, until then, until <DAY>, till "
    "then, til then, i confirm",
    "<DAY> it is, let us get it done, that is (?:grand|lovely|awesome|wonderful|cool|all good), lovely, brilliant, grand, smashing, "
    "splendid, super duper, sweet, dope, lit",
    "that (?:would|should|will) (?:work|be (?:fine|good|great|ok|perfect))(?: for me)?, should not be a problem, sounds like a plan, "
    "i am free then, i am available then, heck yes, heck ya, esta to, you know it, chevere, bacano, nitido, ta to",
    "bet, word, say less, fs, fasho, for real, heck yes, hell yes, yes indeed, definite, defo, def, precisely, exactly, planning on "
    "it, i accept",
    "i understand, i got you, that is (?:right|correct|fine|good|great|perfect|true), yes i (?:will|do|am|can|would), super, sir, "
    "oui, da, fine by me",
    "claro, claro que si, por supuesto, desde luego, perfecto, excelente, correcto, listo, lista, listos, bien, muy bien, ta bien, "
    "esta (?:bien|perfecto)",
    "entendido, seguro, exacto, bueno, asi es, va, va que va, sale, sale pues, sale y vale, vale, obvio, afirmativo, enterad[oa], "
    "recibido, acepto, cierto",
    "eso es, eso, simon, orale, andale, andale pues, pues, pues si, ok pues, si pues, si senor[a]?, de una, de acuerdo, cuente con "
    "ello, con gusto, ya, ahi",
    "confirmo, confirmad[oa], me parece, me parece bien, hecho, sin falta, fijo, cabal, positivo, arre, jalo, echele",
)
YES = concept(rf"^(?:{YES_WORDS}[ ,.!]*)+$")
NO_WORDS = phrases(
    "no, nope, negative, no way, not (?:really|anymore|any more), no no, sorry, afraid not, i am afraid not, unfortunately(?: not)?, "
    "lo siento, perdon",
    "negativo, para nada, ya no, i can not, can not, no puedo, i do not, i will not, not coming, no gracias, nunca, jamas, not, "
    "tampoco, nay, nel, x",
    "i said no, disculpe, disculpen, i am sorry, no sir, no ma am, no mam, sad, no ire, not able to, not happening, i am not, we can "
    "not, we are not",
)
NO = re.compile(rf"^(?:{NO_WORDS}[ ,.!]*)+$")
FILLERS = concept(
    r"\b(?:hi|hello|hey|hiya|yo|good (?:morning|afternoon|evening|day|night)|there|please|ok|sir|mam|maam|ma'am|madam|doc|doctor|"
    r"guys|so|well|oh|ah|"
    r"um|uh(?! huh)|umm|like|bro|dude|man|dear|hun|honey|and|just|then|now|have a (?:great|good|nice|wonderful|blessed|lovely) "
    r"(?:day|one|weekend|evening|night)|"
    r"you too|same to you|thanks(?: you)?(?: so| very)?(?: much)?|thank you(?: so| very)?(?: much)?|for (?:the |your )?(?:reminder|"
    r"reminding(?: me)?|text|"
    r"message|update|heads up|info|letting me know|everything|checking(?: in)?|help|call)|smile|hola|buenos dias|buenas(?: tardes| "
    r"noches)?|por favor|"
    r"gracias|muchas|mil|muchisimas|senorit[oa]|senor[a]?|doctor[a]?|mij[oa]|amig[oa]|dios (?:los|le|les|te) bendiga|bendiciones|"
    r"saludos|feliz dia|"
    r"(?:que )?(?:tenga|pase) (?:un )?buen dia|por (?:el )?(?:recordatorio|recordarme|mensaje|avisar)|lol|haha|jaja(?:ja)?|bye|adios|"
    r"(?:sent )?from my (?:iphone|phone|android|galaxy)|sincerely|regards|text|reply|for)\b"
)
ACKNOWLEDGED = frozenset(
    "ok,got it,good,great,cool,noted,understood,bueno,bien,fine,entendido,copy,recibido,received,c,done,right,mhm,pues,ya".split(",")
)
"""Said of a message as often as of a visit."""
NOT_YES = frozenset("yet,es,les,des,mes,res,nes,ees,eyes,byes,dyes,yens".split(","))
"""Words that are one letter away from a yes."""
NO_THAT_IS_NONE = re.compile(
    r"\bno (?:complaints|objections|problem|problems|worries|worry|issue|issues|doubt|need|rush|hurry|questions?|prob|biggie|sweat|matter|"
    r"later than|insurance|changes?|traffic|excuses|conflict|"
    r"hay (?:problema|de que)|se preocupen?|pasa nada|problema|te preocupes|tengo (?:preguntas|dudas|"
    r"seguro))\b|\bnot a problem\b|\bsin problemas?\b"
)
NEUTRAL = concept(
    r"\b(?:no|nope)[ ,.]+(?=no\b|nothing)|\b(?:not|no|never|no need to|nothing)(?: \w+){0,3}? (?:miss\w*|cancel\w*|reschedul\w*|"
    r"chang\w*|forget|forgot|forgotten|late|wait|worr\w+|mind|questions?|problems?|"
    r"hesitat\w*|call|text|pain|swelling|fever|dolor|falta\w*|cambi\w+|olvid\w+|tarde)\b|\bno matter\b"
)
"""A no that speaks against a yes in nothing: "I won't forget", "no need to reschedule"."""
FAINT = re.compile(r"^(?:i guess|i suppose|hopefully|supongo|si dios quiere)$")
"""A yes with little heart in it is a yes; nothing follows from it by itself."""
