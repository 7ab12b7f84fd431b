"""The patient is in more pain than before, or names another sign of danger. A person calls: better once too often."""

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
