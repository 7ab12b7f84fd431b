"""Somebody is on the way, and late."""

import re

from bridgework.rules.reply_words.shapes import table

LATE = table(
    (
        r"\b(?:running|run|ran|am|are|be|is|being|end up|ending up|arrive|arriving|get there|getting there|"
        r"come in|coming|show up|get in|make it there|leaving work|was|got off|little|bit|minutes|hour|few|"
        r"slightly|probably|still) (?:\w+ ){0,5}?(?:late|behind|delayed)\b",
        92,
    ),
    (
        r"\b(?:\d+|five|ten|fifteen|twenty|thirty|a few|couple|half an|half) (?:more )?(?:minutes?|hours?|"
        r"m)? ?(?:late|behind|tops|more minutes|delay)\b|^late\b|^(?:sorry )?(?:am )?late$|\blate (?:by|about|"
        r"like|\d+|ten|five)\b|^running behind\b",
        90,
    ),
    (
        r"\b(?:stuck|sitting|caught|in|bad|heavy|terrible|lots of|so much|because of|there is|hit|crazy|awful|"
        r"the) (?:\w+ )?traffic\b|\btraffic (?:is|jam)\b|^traffic\b|\baccident on (?:the )?\w+|\btrain (?:is|"
        r"was) (?:\w+ )?delayed\b",
        85,
    ),
    (
        r"\b(?:be|am|get) there (?:in|within) (?:about |like |around |a |another )?(?:\d+|ten|five|fifteen|twenty|"
        r"few|couple|half|an)\b|\b(?:\d+|five|ten|fifteen|twenty|few) minutes? (?:away|out|from|more)\b|"
        r"\bneed (?:\d+|ten|five|fifteen|a few|another) (?:more )?minutes\b|\bgive me (?:\d+|ten|five|fifteen|"
        r"a few|another) ?(?:\d+ )?(?:more )?minutes?\b",
        85,
    ),
    (
        r"\b(?:looking for|can not find|finding|trying to find|no) parking\b|\bcan not find (?:the |"
        r"your )?(?:place|office|building|entrance|door)\b|\b(?:got|am|we are|are) lost\b|\bmissed (?:the|"
        r"my) (?:bus|train|exit|turn|ride)\b|\b(?:bus|train|uber|lyft|ride|taxi) (?:is |was |came |"
        r"running )?(?:\w+ )?(?:late|delayed|has not come)\b|\bflat tire\b|\bcar (?:broke down|will not start|"
        r"would not start|trouble)\b|\boverslept\b|\bwoke up late\b|\bjust leaving\b|\b(?:almost|nearly) there\b|"
        r"\bstuck (?:behind|in|at|on)\b|\bbe there (?:shortly|asap|as soon|soon)\b|\bya casi (?:llego|llegamos|"
        r"estoy)\b|\bpulling (?:in|up)\b|\bheld up\b",
        78,
    ),
    (
        r"\bcan not (?:make it|be there|get there|come|arrive|make it there) (?:on time|in time|right on time|"
        r"until|till|at exactly)\b|\bnot (?:going to )?(?:make it|be|get there|be there) (?:there )?(?:on time|"
        r"in time)\b|\bwill not (?:make it|be|be there|get there) (?:on time|in time|until|till)\b",
        85,
    ),
    (
        r"\b(?:voy|llego|llegare|llegar|llegaremos|llegando|estoy|vengo|ando|vamos|viene|hizo|saliendo|salgo|sali|"
        r"estare|llegamos) (?:\w+ ){0,5}?(?:tarde|retrasad[oa]s?|atrasad[oa]s?|demorad[oa]s?)\b|\bme hizo tarde\b|"
        r"^tarde\b",
        92,
    ),
    (
        r"\b(?:\d+|unos|cinco|diez|quince|veinte|media|pocos|un par de) ?(?:\d+ )?(?:minutos?|minutitos|hora|"
        r"min)? ?(?:tarde|de retraso|mas tarde|de demora|retrasad[oa])\b|\bme (?:retrase|demore|atrase|"
        r"voy a (?:retrasar|demorar|tardar)|retraso|atraso|estoy (?:retrasando|demorando))\b|\bcon retraso\b|"
        r"\bretraso\b|\bun poco (?:tarde|retrasad[oa])\b",
        90,
    ),
    (
        r"\b(?:mucho|hay|en el|en|el) (?:\w+ )?(?:trafico|embotellamiento|tapon|tranque|taco)\b|\batorad[oa]\b|"
        r"\batascad[oa]\b|\b(?:llego|estoy ahi|llegamos|voy llegando) en (?:unos |como )?(?:\d+|cinco|diez|quince|"
        r"veinte|un rato|unos)\b|\bperdi el (?:bus|camion|autobus|tren|metro)\b|\b(?:me perdi|estoy perdid[oa]|"
        r"no encuentro (?:el|la|donde|estacionamiento|parqueo))\b|\bno (?:llego|voy a llegar|llegare|"
        r"alcanzo a llegar) a tiempo\b|\bbuscando (?:estacionamiento|parqueo|parking)\b|\bdenme (?:\d+|cinco|diez|"
        r"quince) minutos\b",
        85,
    ),
)

NOT_LATE = re.compile(
    r"\btoo late\b|\blate (?:reply|response|answer|notice|afternoon|morning|evening|fee|night|cancel\w*|"
    r"charge|policy)\b|\bhow late\b|\bnot (?:be |running |going to be )?late\b|\bno traffic\b|\bno late\b|"
    r"\bsorry (?:for|about) (?:the |my )?(?:late|delay|delayed)"
    r"|\bif i am (?:\w+ )*late\b|\bwhat if\b.*|\bes (?:muy |demasiado )?tarde para\b|\b(?:por la|en la|de la|"
    r"buenas|esta) tardes?\b|\bno (?:llego|llegare|voy a llegar|estare) tarde\b|\bmas tarde\b(?!.*minutos)|"
    r"\blater\b(?!.*(?:minutes|traffic|late\b))|\bperdon(?:e|en)? (?:por )?(?:la )?(?:demora|tardanza)|"
    r"\bdelayed (?:response|reply)\b|\b(?:your|the) (?:office|doctor|dr|message|text) (?:is|was|ran|runs|"
    r"running|always) (?:\w+ )*late\b"
)
