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
        r"\bstuck (?:behind|in|at|on)\b(?! (?:home|work))|\bbe there (?:shortly|asap|as soon|soon)\b|\bya casi (?:llego|llegamos|"
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
    # Nearly there, or there already and looking for the door.
    (
        r"\b(?:almost|nearly|about) (?:there|here|at your)\b|\beta\b|\b(?:am|are|be|get there|arrive|arriving|there) (?:\w+ )?(?:in|"
        r"within) (?:about |like |"
        r"a |another )*(?:\d+|few|couple|five|ten|fifteen|twenty|thirty|half|minute|minutes|sec|bit)\b|^(?:about |like |just |in |"
        r"sorry )*(?:\d+|a few|five|ten|"
        r"fifteen|twenty) (?:more |extra )?minutes(?: please| tops| sorry| max| away| out)?[ .!]*$|\b(?:leaving|left) (?:now|home|"
        r"work|school|the house|"
        r"my house|the office|here|soon|in)\b|\bjust (?:leaving|left)\b|\bon (?:my|our|the) way but\b|\b(?:\d+|five|ten|fifteen|"
        r"twenty|thirty) minutes (?:tardy|behind|past)\b|\bon (?:my|our|the) way\b|\baround the corner\b|\bjust woke up\b|\bvoy saliendo\b|\b(?:uber|lyft|taxi|ride|"
        r"cab) cancel\w*\b|\b(?:voy|vamos) (?:en|de) camino\b|\bhere soon\b|\btardy\b|\bhold my (?:spot|appointment|place)\b|"
        r"\bmake it (?:there )?(?:by|at|closer to|around) \d.*\bmore like\b|\bcloser to \d",
        82,
    ),
    (
        r"^(?:hi |hey |ok |yes |hello |and )*(?:i am|am|we are|we)? ?(?:just |now |already |finally )?(?:here|outside|downstairs|"
        r"parking|parked|arrived|"
        r"(?:pulling|pulled|pull) (?:in|up|into \w+)|out front|out back|in the (?:parking lot|lobby|waiting room|building|elevator|car|garage))(?: ?,.*| now| "
        r"already| \w+ing)?[ .!]*$|"
        r"\b(?:have|just) arrived\b|\b(?:looking for|can not find|which|where is) (?:the |your |a )?(?:door|entrance|suite|building|"
        r"parking)\b.*"
        r"\b(?:here|outside|lost)?|\bgps\b|\b(?:am|got|getting|are|we are) lost\b|\bcar (?:is )?(?:stuck|overheated)\b|\bstuck\b(?! "
        r"(?:at |in )?(?:home|work|out of|with|the house))|\bdetour\b|\bmaking good time\b|\bchecked in\b|\bin the (?:chair|waiting room)\b|\b(?:semaforo|esquina)\b|\b(?:wrong|missed (?:my|the|our)) (?:exit|turn|stop|bus|train)\b|"
        r"\bsorry\b.*\bbe there (?:at |by |around |in )?\d",
        80,
    ),
    (
        r"\b(?:ya )?(?:casi|mero) (?:llego|llegamos|estoy|estamos|ahi)\b|^(?:si |ok )?ya (?:voy|vamos|estoy (?:aqui|ahi|afuera|abajo|"
        r"en)|llegue|llegamos)\b|"
        r"\bvoy llegando\b|\bvamos llegando\b|\bestoy (?:afuera|abajo|aqui|en la (?:sala|entrada|puerta))\b|\bahorita (?:llego|voy|"
        r"llegamos)\b|"
        r"\ben (?:unos |como )?(?:\d+|cinco|diez|quince|veinte|un ratito|un rato)(?: minutos| minutitos)? (?:llego|estoy|llegamos)\b|"
        r"\b(?:atrase|atraso|"
        r"demoro|tardo|tardare|tardando|retraso|retrase)\b|\b(?:ando|estoy) buscando (?:estacionamiento|parking|donde|el lugar)\b|"
        r"\bllegar? (?:como )?a las \d.*\b(?:cuarto|media|\d\d)\b|\b(?:hay|mucho|en el) tranque\b|\bestoy (?:atorad|atascad)\w+\b",
        82,
    ),
    (
        r"\b(?:be )?there by \d.*\b(?:sorry|late|traffic)\b|^sorry[ ,.!]*(?:about |like )?\d+ minutes\b|\bcutting it close\b|^(?:am |"
        r"are |we are |got |flight |train |bus |being )*delayed[ .!]*$|\bcan not find (?:you|the|your|it)\b(?! (?:link|page|email|"
        r"form|website|portal|insurance|card|bill|text|message))|\bdoor (?:is )?locked\b|\b(?:waze|gps|maps|google) says\b|\bred "
        r"light\b|\bgot off the (?:freeway|highway|exit|bus|train)\b|\bif i am (?:\w+ )?(?:\d+|five|ten|fifteen|twenty|few|couple|"
        r"bit|little)\b.*\blate\b|"
        r"\b(?:freeway|highway|interstate)\b|\bat the (?:front )?(?:door|entrance|gate)\b",
        80,
    ),
    (
        r"\ba (?:una|dos|tres|media|\d) cuadras?\b|\brolling (?:up|in)\b|\bturning in\b|\bon (?:the|your) block\b|\b(?:one|two|a|an|\d) (?:lights?|exits?|blocks?|stops?|streets?) away\b|\b(?:getting|grabbing|stopping for|need) gas\b|\bsee the building\b|\bya (?:entre|subo|"
        r"ando (?:por aqui|aqui|cerca))\b|\bestoy (?:subiendo|entrando|llegando)\b|\b(?:walking|coming|heading) (?:in|up) (?:now|the)\b|^walking (?:in|up)[ .!]*$|\b(?:had to|have to) (?:go|turn|come) (?:back|around)\b|\bschool drop ?off\b|\bat the window\b|\bmy driver is\b",
        80,
    ),
)

NOT_LATE = re.compile(
    r"\btoo late\b|\blate (?:reply|response|answer|notice|afternoon|morning|evening|fee|night|cancel\w*|"
    r"charge|policy)\b|\bhow late\b|\bnot (?:be |running |going to be )?late\b|\bno traffic\b|\bno late\b|"
    r"\bsorry (?:for|about) (?:the |my )?(?:late|delay|delayed)"
    r"|\bif i am (?!.*\d)(?:\w+ )*late\b|\bwhat if\b.*|\bsi (?:llego|voy|me atraso|me retraso)\b.*\?|\bes (?:muy |demasiado )?tarde "
    r"para\b|\b(?:por la|en la|de la|"
    r"buenas|esta) tardes?\b|\bno (?:llego|llegare|voy a llegar|estare) tarde\b|\bmas tarde\b(?!.*minutos)|"
    r"\blater\b(?!.*(?:minutes|traffic|late\b))|\bperdon(?:e|en)? (?:por )?(?:la )?(?:demora|tardanza)|"
    r"\bdelayed (?:response|reply)\b|\b(?:your|the) (?:office|doctor|dr|message|text) (?:is|was|ran|runs|"
    r"running|always) (?:\w+ )*late\b"
)
