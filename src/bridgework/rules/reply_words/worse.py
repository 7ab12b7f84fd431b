"""The patient is in more pain than before, or names another sign of danger. A person calls: better once too often."""

import re

from bridgework.rules.reply_words.shapes import table

WORSE = table(
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
