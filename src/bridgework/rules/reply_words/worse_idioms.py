"""The patient is in more pain than before, in figures of speech and without the word: asking for relief, or whether so much of it is as it should be."""

from bridgework.rules.reply_words.shapes import table

WORSE_IDIOMS = table(
    # Who asks for relief, cannot bear it any longer, or asks whether so much of it is as it should be.
    (
        r"\bcan not (?:take|stand|bear|handle|live with|deal with|do) (?:much (?:more|longer)|(?:this|it|another|one more)(?: \w+)? (?:any ?more|any longer|night|day|hour|no more))\b|"
        r"\bcan not (?:take|stand|bear) much\b|\bcan not go on\b|\bat my wits? end\b|"
        r"\b(?:something|algo|refill|anything) (?:stronger |mas fuerte )?(?:for|para|on|of)(?: the| my| el| mi| this| la)* (?:pain|dolor|swelling|muela|tooth|pain (?:meds?|pills?))\b(?=.*\b(?:call|prescri\w*|need|send|"
        r"recet\w+|give|farmacia|pharmacy|bad)\b|(?<=pain)|(?<=dolor))|\b(?:need|call (?:me )?in|prescribe|want|send|recet\w+|necesito|ocupo) (?:me |\w+ )?(?:something|algo|anything) (?:stronger|mas fuerte)\b|"
        r"\b(?:supposed?|normal|ok|okay) (?:to|that|for|it|my|the|is|if|\w+){0,1}(?: (?:to|that|for|it|my|the|is|be|still|\w+)){0,3} (?:hurt\w*|sore|swollen|bleed\w*|numb|throb\w*|painful|pain|swelling|smells?|puffy)\b"
        r"(?=.*\b(?:this|so|that|still|after|like|much|bad|days?|hours?|weeks?|for it|hole)\b)|\bis (?:this|that) (?:much )?(?:\w+ )?(?:pain|swelling|bleeding|blood) (?:normal|ok)\b|"
        r"\bthis much (?:pain|swelling|bleeding)\b|\bshould (?:it|i|my \w+) still be (?:in )?(?:sore|swollen|bleeding|numb|pain|hurting|throbbing)\b|"
        r"\bnormal que (?:todavia |aun |siga |me |se |le |tanto |este )*(?:duel\w+|sangr\w+|hinch\w+|inch\w+|doliendo|inflam\w+|huel\w+|supur\w+)\b|\bhow long should it bleed\b",
        84,
    ),
    # How people say it who do not say pain.
    (
        r"\b(?:miserable|in misery)\b(?! (?:weather|day|traffic|rain|cold|commute|out))|\bpac(?:ing|ed) (?:the |around )?(?:floors?|kitchen|house|halls?|room)\b|\bwalk(?:ing|ed) the floors?\b|"
        r"\bclimb\w* the walls?\b|\bseeing stars\b|\bsub\w+ (?:por )?las paredes\b|\bflar(?:ed|ing|es) (?:back )?up\b|\bflare ?up\b|\b<MOUTH>\b.{0,25}\b(?:acting up|giving me (?:fits|hell|grief|trouble|the "
        r"blues|problems)|eating me (?:alive|up)|(?<!not )(?<!quit )(?<!stopped )(?<!longer )bother\w+ me|doing me in|do me in|driving me (?:nuts|crazy|insane|mad|up)|zing\w*|screaming|barking|kicking my \w+)\b|"
        r"\b(?:zing\w*|zaps?|shocks?|jolts?) (?:me|when|every|up|through|down|of|to)\b|\b(?:electric|sharp) (?:shocks?|zaps?|jolts?)\b|\broar\w* back\b|\bback with a vengeance\b|\bcame right back\b|"
        r"\b(?:bit|bite|biting|chew\w*|crunch\w*)\b.{0,40}\b(?:heard|felt)\b.{0,15}\b(?:go|crack|pop|snap|crunch|give|break)\b|\bchunk (?:of|in|is|came|fell|missing)\b|\bheard a (?:crack|pop|snap)\b|"
        r"\bhalf (?:my|the|of my|of the|his|her) (?:tooth|molar)\b|\b(?:swole|puffed) (?:up|out)?\b|\bnerve is (?:exposed|showing|hanging)\b|\bdry socket\b|\bclot (?:fell|came|is|slipped)\b|"
        r"\bcheek is out to\b|\b(?:goose egg|knot|lump|bump|ball|risin|rising|walnut|golf ?ball)\b.{0,20}\b(?:<MOUTH>|gum)\b|\b(?:blister|pimple)\b.{0,30}\bdrain\w*\b|\b(?:leaking|something rotten|rotten taste|smells (?:bad|rotten|awful))\b|"
        r"\b(?:need|let me|gonna|about to|going to) (?:\w+ )?(?:get|pull|yank) (?:it|this|the tooth)? ?(?:out )?(?:myself|with (?:the )?pliers)\b|\bswallow (?:my|his|her|the) (?:own )?(?:spit|saliva|water)\b|\bdrooling\b|"
        r"\b(?:throat|chest)(?: \w+){0,2} tight\w*\b|\bbroke out in\b|\ba rash\b|\b(?:feel|feeling) faint\b|\bheart is racing\b|\bcan not (?:get|catch) (?:air|my breath|a breath)\b|\b(?:getting|get) air\b|"
        r"\b(?:have not|has not|am not|not) (?:slept|ate|eaten)\b(?! (?:yet|breakfast|today|anything))|\bsle(?:pt|ep) a (?:lick|wink)\b|\bbarely slept\b|\bsoup through a straw\b|\bhold\w* (?:his|her|my) (?:cheek|face|jaw)\b|"
        r"\b(?:fell|fall|face ?plant\w*|took (?:a|an) \w+|hit)\b.{0,40}\b(?:mouth|tooth|teeth|lip|face)\b|\b<PILLS>\b.{0,15}\b(?:a joke|squat|diddly|jack|not cutting it|ran out)\b|\bran out of (?:the |my )?<PILLS>\b|"
        r"\b(?:finished|done with|been on|since i started) (?:\w+ )?<PILLS>\b.{0,30}\b(?:back|no change|still|same|bad|puffy)\b|\bno change since\b|\b(?:toof|toofache|toothake)\b|\bthe pane (?:is|in)\b|\bflapping\b|\bhanging by\b",
        82,
    ),
    (
        r"\b(?:muela|diente|boca|cara|esto|esta) me (?:trae|tiene) (?:\w+ )?(?:loc[oa]|jodid[oa]|mal|de un ala|muert[oa]|fregad[oa]|vuelt[oa])\b|\bme lleva la que me trajo\b|\bno (?:he )?peg(?:ue|ado) (?:el )?(?:ojo|un ojo|los ojos)\b|"
        r"\btoda la noche (?:en vela|despiert\w|sin dormir|con)\b|\bsin (?:poder )?dormir\b|\bno he podido (?:dormir|comer)\b|\b(?:dan|siento|sentia) (?:\w+ )?(?:toques|piquetes|punzadas|calambres|latidos|corrientazos)\b|"
        r"\bme (?:corre|sube|baja|agarro|llega) (?:\w+ )?(?:hasta |a |en )?(?:la |el )?(?:oreja|oido|sien|cabeza|cuello|ojo)\b|\b<MOUTH> (?:trabad[oa]|chuec[oa]|dur[oa])\b|\btrabad[oa] la (?:boca|quijada|mandibula)\b|"
        r"\bno abro (?:bien )?la boca\b|\b(?:pasar|tragar)(?: \w+){0,2} saliva\b|\bdificulta (?:tragar|respirar|abrir)\b|\bcierra la garganta\b|\bfalta el aire\b|\b(?:bola|bolita|grano|granito|llaga|llaguita|bulto|bump)\b.{0,20}\b(?:encia|boca|pus|cuello|quijada)\b|"
        r"\bsupurando\b|\b(?:sabor|sabe|huele|olor)\b.{0,12}\b(?:feo|asqueroso|mal|podrido|horrible)\b|\b(?:se me|se le) (?:salio|boto|zafo|solto|quebro|partio|despostillo|volo|aflojo|cayo|botaron) (?:el |la |otro |un )?(?:coagulo|corona|"
        r"amalgama|empaste|relleno|provisional|temporal|diente|pedazo|puntos?|muela|resina)\b|\b(?:duele|dolio|duelen|doliendo) (?:\w+ ){0,2}(?:horrores|a morir|machin|brutal|burda|cojones|chorro|un chingo|una barbaridad|con todo)\b|"
        r"\b(?:tremendo|un|este|que|con el|tanto) dolor\b(?! (?:de cabeza|en el trasero|de muelas es))|\bde mal en peor\b|\bcada dia (?:\w+ )?(?:peor|mas (?:fe[ao]|hinch\w+|inflam\w+))\b|\bni cosquillas\b|"
        r"\b(?:antibiotico|pastillas?|medicina|inyeccion)\b.{0,25}\b(?:como si nada|no me ha hecho|no sirve\w*|nada|sigue|ni)\b|\b(?:me volvio(?= a\b|[ .!]*$)|otra vez me (?:agarro|dolio|duele|empezo))\b|\botra vez se (?:me )?(?:hincho|inflamo)\b|"
        r"\bronchas\b|\b(?:estoy|esta|ando|me siento) (?:muy |bien |re |super )?(?:mal[oa]|malisim[oa]|grave) de (?:la )?(?:boca|muela|cara)\b|\bsiento malisim[oa]\b|\b(?:internad[oa]|hospitalizad[oa]) (?:por|con) (?:la |el |una )?(?:infec\w+|muela|absceso|hinch\w+)\b|"
        r"\bsigue (?:\w+ )?molestando\b|\bme (?:sigue molestando|molesta) (?:mucho|bastante|demasiado)\b|\b(?:le|me) pegaron\b.{0,30}\b(?:diente|boca|cara)\b|\bpa(?:ra)? (?:emergencias|urgencias)\b|\btoda la cabeza\b|\b(?:un globo|ardilla|monstruo)\b",
        82,
    ),
    (
        r"\b(?:aspirin|<PILLS>)\b.{0,12}\blike candy\b|\b(?:mouth|jaw) (?:will|would|can) not open\b|\bsize of (?:a|an) \w+\b(?=.{0,20}$)|\bheartbeat in\b|\bpulse of\b|\bfingers? (?:between|wide)\b|\bspoon in my mouth\b|"
        r"\bblood thinners and it will not stop\b|\b(?:nail|screw|knife|needle|drill|ice ?pick)(?: \w+)? (?:in|into|through) (?:my|his|her|the)\b|\bnow it is bad\b|\bbad again\b|\b(?:is|still|real|really|so|its) bad\b(?=.*\b(?:me today|pills?|meds?)\b|[ .!]*$)(?=.*)"
        r"(?<!not bad)(?<!too bad)|\b(?:woke|wake) up (?:all )?(?:swole|looking like)\b|\bswole\b|\bno para de (?:llorar|doler|sangrar|molestar)\b|\benterro el diente\b|\bexplota[od]\w*\b|\bmas fe[ao] la cosa\b|\bcold air\b|"
        r"\b(?:crown|cap|filling|bridge) is in my (?:pocket|hand|purse)\b|\bpopped off\b|\bswallowed (?:my|the|a) (?:crown|tooth|filling|cap)\b|\bglands?\b.{0,20}\b(?:up|swollen|big|sore)\b|\brabiando\b|\bsolid food\b|\bkeep\w* my (?:own )?(?:spit|water|food) down\b|"
        r"\bsee jesus\b|\bhow long should it bleed\b|\bdriving a (?:screw|nail)\b|\bmuriendo (?:con|de) (?:esta|la|el|mi)\b|\bjodiendo la (?:muela|boca|vida)\b|\bpunza\b|\bswallow up\b|\bhert\b|\btooth ake\b|\bni con (?:la|el|las|los) \w+ se me (?:quito|quita|calma)\b|"
        r"\b(?:lick|bit|ounce) of good\b|\bpian\b|\brunning (?:hot|a temp\w*)\b|\bsoaking through\b|\bspitting (?:red|blood|clots?)\b|\bback up\b(?=[ .!]*$)(?<=came back up)|\bcame back(?: up)?[ .!]*$|\bnumb\w* never wore off\b|\bcried\b|\bquit bleeding\b|"
        r"\bcara hincha\b|\bcachete\b.{0,15}\b(?:dur[oa]|cachet\w+|bollo|enorme|grande)\b|\b(?:this|it|tooth) is killing me\b|^(?:sad )+(?:my )?(?:tooth|jaw|mouth|face)[ .!]*$|\bhalf the tooth\b",
        82,
    ),
    (
        r"\b(?:salt|rinses?|rinsing|ice|heating pad|warm water|clove\w*|orajel)\b.{0,25}\bnot (?:touch\w*|help\w*|work\w*|doing)\b|\b(?:explotar|reventar) la (?:cara|cabeza|muela|boca)\b|\bve el hueso\b|\b(?:dio|tengo|hizo) alergia\b|\bpica todo\b|\bstabbing\b|"
        r"\bblisters?\b|\bhollering\b|\b(?:tome|tomado|tomo) de todo\b|\bnada que se me (?:quita|baja)\b|\bcut my (?:gum|cheek|tongue|lip)\b|\bstill climbing\b|"
        r"\bin a bad way\b|\bstinks\b|\b(?:see|feel|the|exposed|sharp) (?:\w+ )?bone\b|\bbone (?:chip|poking|sticking|coming|showing)\b|\b(?:implant|bridge|tooth|crown)\b.{0,10}\b(?:wiggl\w+|wobbl\w+)\b|\btoo long to wait\b.{0,20}\b(?:feel|hurt|pain|tooth)\b|"
        r"\ballergic (?:to what|reaction)\b|\b(?:itch\w*|hives|rash)(?: \w+)? all over\b|\bmy (?:fever|temp\w*) is\b|\b(?:[5-9]|10) ?/ ?10\b|\bni agua puedo\b|\b(?:pego (?:el|un)|doy el) brinco\b|\bbrinco del dolor\b|\bme muero\b(?=.*\b(?:martes|lunes|dolor|muela|asi|ya)\b)|"
        r"\bigual de mal\b|\bsigo igual\b|\bbad enough to go to\b|\bturned black\b|\bsurvive this (?:tooth\w*|pain)\b|\bcan not make it (?:that long|till then|until then)\b(?=.*\b(?:pain|hurt|tooth|like this)\b)",
        82,
    ),
)
