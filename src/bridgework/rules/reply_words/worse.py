"""The patient is in more pain than before, or names another sign of danger. A person calls: better once too often."""

from bridgework.rules.reply_words.shapes import table
from bridgework.rules.reply_words.worse_idioms import WORSE_IDIOMS

WORSE = WORSE_IDIOMS + table(
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
    (
        r"\b(?:stitch\w*|sutures?|gauze|clot|packing|puntos|sutura)(?: \w+){0,3} (?:bust\w*|burst|open\w*|came|come|coming|pop\w*|loose|fell|rip\w*|"
        r"broke|torn|out|soltaron|abrieron|salieron|cayeron|reventaron)\b|\bse (?:me |le )?(?:soltaron|abrieron|salieron|cayeron|reventaron|botaron) (?:\w+ )?"
        r"puntos\b",
        84,
    ),
    # A blow, a wound that opens, a bite that does not close, a fever by its signs.
    (
        r"\b(?:hit|struck|elbow\w*|punched|kicked|fell|fall|crash\w*|se pego|me pegue|se cayo|me cai|golpe\w*)\b.{0,60}\b<MOUTH>\b|"
        r"\b<MOUTH>\b(?: \w+){0,3} (?:pushed (?:back|in|out)|crooked|split|se (?:le |me )?muev\w+|explota\w*|reventad\w*)\b|"
        r"\b(?:close|shut|clench) (?:my|his|her) (?:teeth|mouth|jaw)\b(?= (?:together|all the way|anymore))|\bgauze\b.{0,30}\b(?:soaked|full|red)\b|"
        r"\bsoaked through\b|\bworse (?:off )?than before\b|\bworse off\b|\b(?:hot to the touch|shaking|shivering|burning up|escalofrios?)\b|"
        r"\b(?:amaneci|amanecio|desperte|desperto|me puse|se puso|sigue|sigo|ando|anda) (?:mucho |muy )?(?:peor|mas mal|grave)\b|"
        r"\b(?:gushing|supur\w+|oozing|pliers|hives|retumba)\b|\b(?:it|this|pain) is brutal\b|\bin a (?:cup|glass) of milk\b|\bpillow\b.{0,20}\b(?:red|blood)\b|\bnail into\b|\b(?:cold|hot|air|sweets?)(?: \w+){0,2} makes? me (?:cry|scream|jump)\b|"
        r"\bviendo estrellas\b|\bcachetote\b|\b<PILLS> (?:ya )?no (?:me |le )?(?:hicieron|hizo|hacen|hace|ayudaron|sirvieron|quitaron)\b|"
        r"\b(?:abrir|abrio|abrieron|solto|soltaron) (?:la|las|los) (?:costuras?|heridas?|puntos)\b",
        84,
    ),
    # A part of the face has another size, look or feeling than it should.
    (
        r"\b<MOUTH>\b(?: \w+){0,5}? (?:balloon|ballooned|huge|twice|double|doubled|bigger|big|lump|lumpy|bump|hot|hard|fat|tight|"
        r"closed|closing|shut|numb|numbness|asleep|red|"
        r"puffy|puffed|bulging|blew|blown|blowing|popped|tingl\w+|throb\w*|explod\w*|falling|loose|wobbly|moving|dying|burning|on "
        r"fire|kill\w*|hurt\w*|ach(?:e|es|ing)|sore|worse|"
        r"bleed\w*|infected|gigante|grande|gorda|dormid[oa]|caliente|roja|morad[oa]|floj[oa]|palpit\w+|pulsa\w*|punza\w*|late)\b|"
        r"\b(?:lump|bump|knot|bulge|ball|pimple|blister|boil|hole|balloon|numb|numbness|tingling|bola|bolita|bolota|grano|absceso|"
        r"postemilla|moret\w+)(?: \w+){0,4} <MOUTH>\b|"
        r"\blike (?:a|an) (?:balloon|chipmunk|grapefruit|golf ball|baseball|softball|orange|egg|hamster|squirrel)\b|\bcomo "
        r"(?:una )?(?:pelota|globo|bola)\b",
        88,
    ),
    (
        r"\b(?:can not|could not|can barely|can hardly|will not|unable to|not able to|hard to|hardly|barely|trouble|difficulty|"
        r"struggling to|not) (?:even |really |get |keep |to )*"
        r"(?:breath\w*|swallow\w*|sleep|sleeping|slept|open (?:my|his|her|the) (?:mouth|jaw)|eat(?! (?:before|breakfast))|chew\w*|"
        r"function|bite|close (?:my|his|her) mouth|move my (?:jaw|neck)|"
        r"bear (?:it|this|the)|take (?:it|this|the pain)(?: any| no|$)|stand (?:it|this|the)|handle (?:it|this|the)|drink)\b|"
        r"\b(?:awake|crying|screaming|up)(?: \w+){0,3} (?:all )?(?:night|pain|since)\b|"
        r"\bpassed out\b|\bdizzy\b|\bconfused and\b|\bvision\b|\bheart (?:is )?racing\b",
        88,
    ),
    (
        r"\b<PILLS>\b(?: \w+){0,5} (?:not (?:\w+ )?(?:help\w*|work\w*|touch\w*|doing|do|enough|cutting|effective|making)|does "
        r"nothing|do nothing|doing nothing|useless|stopped|ran out|"
        r"wore off|no longer|no me (?:hace|hacen|quita|quitan|ayuda|ayudan|sirve|sirven)|no (?:hace|hacen|sirve|ayuda))\b|\b(?:not|"
        r"nothing) (?:is )?(?:help\w*|touching it|works for)(?: \w+){0,4} "
        r"(?:pain|hurt\w*|it|toothache)\b|\bnothing (?:is )?(?:helps|helping|works)\b|\bno me (?:hace|hacen) (?:nada|efecto)\b",
        86,
    ),
    (
        r"\b(?:blood|bleeding)(?: \w+){0,3} (?:not stop\w*|everywhere|a lot|again|still|heavily|mouth|soaking|gauze)\b|\b(?:spitting|"
        r"coughing|tast\w+|swallowing) (?:up )?blood\b|\bbleeding\b|"
        r"\b(?:bad|foul|nasty|weird|salty|metal\w*) (?:taste|smell)\b|\btast(?:es|ing) (?:bad|nasty|salty|metal\w*|awful)\b|"
        r"\bdrain\w*\b|\booz\w+\b|\bpuss\b|\bnumbness\b|\binfected\b|\binfection\b|"
        r"\b(?:pain|it)(?: \w+){0,3} (?:came back|is back|returned|started again|back again|shoot\w*|radiat\w*|spread\w*|moving|"
        r"traveling|went from)\b|\bshooting pain\b|\bpain (?:shoot\w*|radiat\w*)\b|"
        r"\b(?:fell|hit|knocked|punched|accident)\b(?: \w+){0,5} (?:tooth|teeth|mouth|face)\b",
        84,
    ),
    (
        r"\b(?:tooth|teeth|crown|cap|filling|temp|temporary|bridge|veneer|stitches|stitch|post|piece|part)\b(?: \w+){0,4} "
        r"(?:broke\w*|fell|came|popped|cracked|chipped|split|snapped|loose|lost|crumbl\w*|"
        r"knocked|fractured|missing|off)\b|\b(?:lost|broke|cracked|chipped|knocked)(?: \w+){0,3} (?:tooth|teeth|crown|cap|filling|"
        r"temporary|bridge)\b|\b(?:se me|se le) (?:quebr\w+|rompi\w+|cay\w+|part\w+|"
        r"salio|aflojo|inflam\w+|hinch\w+|safo|zafo|despego|sali\w+)\b(?! (?:algo|un (?:compromiso|asunto|problema|imprevisto|viaje|"
        r"trabajo)))",
        78,
    ),
    (
        r"\b(?:emergency|urgent)(?: (?:line|number|appointment|visit|care|room|please|situation|help)| contact)?\b(?! (?:contacts?|"
        r"at work|with my|matters|with the family))|\b(?:going|gone|went|go|am|at|in|to) (?:to )?(?:the )?"
        r"(?:er|emergency room|urgent care)\b|\b(?:see|seen|help) (?:me )?(?:right now|right away|immediately|urgently)\b|\bsomeone "
        r"see me today\b|\bneed (?:\w+ )?relief\b",
        80,
    ),
    (
        r"\b(?:ya )?no (?:\w+ )?(?:aguanto|soporto|aguanta|soporta|resisto)\b|\bno (?:puedo|puede|he podido|deja|dejo|me deja) "
        r"(?:ni )?(?:dormir|comer|masticar|tragar|respirar|abrir la boca|hablar)\b|"
        r"\b(?:inflam|hinch|inch|implam|enflam)(?:ad\w+|o|azon|acion|ando|e|aron)\b|\b(?:amaneci|amanecio|tengo|tiene|traigo|trae|"
        r"esta|estoy)(?: \w+){0,4} (?:inflamad\w|hinchad\w|gigante|enorme|"
        r"deforme)\b|\b(?:fiebre|calentura|escalofrios|temperatura|pus|sangre|sangrado|sangra\w*|infeccion|infectad[oa]|postemilla|"
        r"absceso|pulsaciones|punzadas?)\b|"
        r"\b(?:duele|duelen|doliendo|dolor|arde|punza|palpita)(?: \w+){0,4} (?:mas|peor|muchisimo|mucho|demasiado|feo|monton|"
        r"horrible|fuerte|bastante|noche|chingos|bien|tanto|cada)\b|"
        r"\b(?:cada vez|mucho|bien|muy|tan|mas) (?:\w+ )?(?:duele|dolor|adolorid[oa]|mal del dolor)\b|\b(?:llorando|llora|gritando|"
        r"muero|muriendo|matando|mata|loca) (?:de|del|el) dolor\b|"
        r"\bme (?:ahogo|falta el aire|cuesta (?:respirar|tragar|abrir))\b|\bemergencia\b|\burgente\b|\bdel dolor\b",
        86,
    ),
    (
        r"\b(?:pain|hurts?|dolor)\b(?: \w+){0,4} \d+\b|\b\d+ (?:out of|of|/) ?10\b|\b(?:er|emergency room|urgent care|911)\b|"
        r"\bambulance\b|\bsala de (?:emergencias?|urgencias?)\b",
        84,
    ),
    (
        r"\b(?:not|no|never|nothing is) (?:\w+ ){0,2}(?:better|improv\w*|going down|going away|heal\w*)\b(?! (?:time|day|for me|if|"
        r"than))|\bexplo(?:de|ding)\b|\bno (?:se )?mejor\w*\b|\bsigue igual\b",
        80,
    ),
    (
        r"\b(?:ibuprofen|tylenol|advil|motrin|aleve|pain ?killers?|pain (?:pills?|meds?))\b(?: \w+){0,4} (?:around the clock|every "
        r"(?:\d|few|hour)|non ?stop|like candy|all day)\b|\b(?:put|get) my teeth together\b|\bnot doing (?:good|well|great|so "
        r"good)\b|"
        r"\b(?:gone|going|went|moving|moved|spread\w*|up|down) (?:up |down |in)?to my (?:temple|ear|eye|head|neck|jaw|throat|cheek|"
        r"chin|shoulder|chest|sinus\w*)\b|\b(?:down|up) my (?:neck|face|jaw|throat)\b|\b(?:am|be) dying\b|\bnodes?\b|"
        r"\bget my (?:teeth|jaw|mouth)\b|\b(?:ear|jaw|head|tooth|face|neck|gum|mouth) ?(?:and \w+ )?(?:pain|ache)\b",
        84,
    ),
    (
        r"\b(?:got|gotten|getting|become|becoming) (?:\w+ ){0,2}(?:bad|ugly|serious|out of control)\b|\b(?:tongue|jaw|throat)(?: \w+){0,4} "
        r"(?:locked|locking|lifting|lifted|stuck)\b|\bcan not (?:even )?touch\b|\bit is (?:now )?an? \d+ (?:now|out)\b|\bme late (?:la|el) (?:<MOUTH>|cabeza|encia)\b",
        84,
    ),
)
