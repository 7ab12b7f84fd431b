"""Sentences with the words of pain and danger in which nobody is in danger, and those words alone."""

import re

NOT_WORSE = re.compile(
    r"\b(?:no|not|without|zero|less|any|never|nothing|isn not|not in|free of|sin|ningun|menos|no tengo|no hay|"
    r"sin mas|no more|not (?:really|much) in)(?: (?:in|any|more|much|longer|have|having|a|tengo|mucho|nada de|"
    r"longer in|feeling))* (?:pain|swelling|fever|dolor|hinchazon|fiebre|bleeding|worse|hurting|hurt|swollen|"
    r"duele|hinchad[oa]|sangrado|pus)\b"
    r"|\b(?:pain|swelling|ache|toothache|fever|bleeding|hurting|tooth|dolor|hinchazon|fiebre|"
    r"sangrado)(?: \w+){0,3} (?:gone|better|less|went (?:away|down)|under control|stopped(?: hurting| bleeding)?|improved|improving|"
    r"subsided|paso|quito|mejor|bajo|se fue|desaparecio|managed|manageable|controlled|resolved)\b"
    r"|\b(?:traffic|weather|snow|storm|rain|roads?|parking|service|line|trafico|clima|"
    r"lluvia)(?: \w+){0,3} (?:worse|peor|bad|terrible|horrible|awful|killing me)\b"
    r"|\b(?:will|does|would|is|going to|gonna|did|should) (?:it|this|that|the \w+|they|there)(?: going to|"
    r" really)? (?:hurt|be (?:any )?pain\w*|be painful|bleed|swell)"
    r"|\bwhen (?:will|does|is|should) .*|\b(?:(?<!know )(?<!sure )(?<!wondering )(?<!see )if|in case|what if|si (?=.*\b(?:que|debo|"
    r"puedo|llamo|tengo que)\b.*)(?=me |le |se |el |la |hay |empeora|empieza|sigue))(?: ?\w+){0,4} (?:worse|hurts?|hurting|swells?|"
    r"swollen|empeora|"
    r"duele|bleeding|pain|dolor)\b"
    r"|\b(?:va a|me va a|me vas? a|vaya a) (?:doler|sangrar)|\b(?:take|taking|tomar|tomo|something|anything|"
    r"pill|medicine|medication|meds|pills|algo|pastilla|medicina) (?:\w+ )?(?:for|para|contra) (?:the |"
    r"el )?(?:pain|dolor|swelling)\b"
    r"|\b(?:ya )?no (?:me |le )?(?:duele|dolio|sangra)\b|\bpain (?:meds?|medicine|medication|pills?|killers?|"
    r"reliever)\b(?! (?:\w+ )*(?:not|stopped|no longer|are not|do not))|\bhow (?:painful|much pain|much does|"
    r"bad)\b|\b(?:is|will|be|it) (?:it |this |that )?painful\b(?=.*\?)|\bpain in the (?:neck|butt|ass|rear)\b|"
    r"\bel trafico\b|(?:^|[,.] )(?:y |hola |pero )*duele(?: mucho| bastante)? \?"
    r"|\b(?:will|would|could|can|does|might|may) (?:it|this|that|there|the|my|i (?:have|be|get|feel|need))(?: \w+){0,4}? (?:worse|"
    r"pain|painful|swell\w*|swollen|fever|bleed\w*|hurt\w*|sore|numb|throb\w*)\b(?! (?:is|are|right))"
    r"|\b(?:have|had|has|family|work|medical|personal|tuve|tengo|hubo) (?:an |a |una )?(?:family |work |personal |"
    r"medical )?emerg\w+\b(?! (?:with|in) my (?:tooth|mouth|face|jaw))|\bemergency (?:at|with|in|contact)\b"
    r"|\b(?:scared|afraid|worried|nervous|miedo)(?: \w+){0,5} (?:hurt|pain|painful|dolor|doler|duela)\b|\bsorry\b.*\bhurt your\b"
    r"|\b(?:stopped|quit|done) (?:hurting|bleeding|throbbing|aching)\b|\bno longer (?:hurt\w*|in pain|bleed\w*|swollen|ach\w*)\b|"
    r"\b(?:afraid|scared|fear|terrified) of (?:the )?(?:pain|blood)\b"
    r"|\bblood (?:pressure|thinners?|sugar|test|work)\b"
)

TROUBLE = re.compile(
    r"\b(?:bump|lump|pimple) is back|\b(?:(?:the|a|this) (?:bump|lump|pimple|knot|boil)|pain|pains|paining|painful|pounding|pulsing|"
    r"pulsating|excruciating|hurtin|horrible|dying|temperature|lymph|puffed|hurts?|hurting|ach(?:e|es|ing)|toothache|sore|soreness|"
    r"throb\w*|swell\w*|swollen|swelled|bleed\w*|blood|fever|infect\w*|numb|abscess|pus|agony|unbearable|"
    r"dolor\w*|duele\w*|doli\w+|hincha\w+|inflama\w+|sangr\w+|fiebre|calentura|infecci\w+|absceso)\b"
)
"""Words of pain and danger: outside a question, and where nothing takes them back, somebody has it."""
