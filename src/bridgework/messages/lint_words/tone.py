"""Blame, pressure and words that frighten."""

BLAME = (
    r"no ?shows?|you (?:have |had |once again |again |still )?(?:failed|forgot|forgotten|neglected|missed|ignored|refused|skipped|"
    r"broke|wasted|kept us|let us)|failure to|(?:your|own) (?:fault|responsibility|duty|obligation)|"
    r"you (?:did not|didn't|never|have not|haven't|still have not|still haven't) (?:bother\w*|come|came|show\w*|answer\w*|call\w*|"
    r"reply|replied|respond\w*|keep|kept|turn\w*|appear\w*|act\w*)|stood (?:us )?up|(?:tried|called|written|wrote|"
    r"texted) (?:to reach )?(?:you )?(?:many|several|\w+ many|\d+|countless) times|(?:we are|we're) still waiting|(?:answer|call|"
    r"reply|respond|act|book|come) (?:us )?(?:now|today|at once|immediately) or|answer (?:us )?now|other (?:patients|"
    r"people) (?:need|want|wait)\w*",
    r"(?:do not|don't|stop|if you|keep|please don't|you) ignor\w+|(?:final|last|second|third|fourth|2nd|3rd|4th|repeated|"
    r"yet another) (?:notice|warning|reminder|chance|attempt|call)|(?:second|third|fourth|fifth|\d(?:nd|rd|th)) time we|"
    r"(?:close|closing|closed|drop|end|remove|delete|cancel) (?:your|the|this) (?:case|file|chart|record)|(?:dismiss\w*|"
    r"discharge\w*|remov\w*) (?:you )?(?:from|as)|or else|before it is too late|too late|"
    r"(?:we are|we're|i am) (?:very )?(?:disappointed|upset|annoyed)|disappoint\w*|shame\w*|asham\w*|irresponsib\w+|careless\w*|"
    r"non ?complian\w+|unexcused|inexcus\w+|wast(?:e|ed|ing) (?:of )?(?:our|the)",
    r"(?:you )?must (?:call|respond|reply|pay|come|act|book|contact|answer|not|be|schedule)|you (?:have to|are required|"
    r"are obliged|had better|better) (?:to )?(?:call|respond|reply|come|act|book|contact|answer|schedule)|immediately or|"
    r"(?:waiting|delay\w*|putting (?:it|this) off) (?:only |just |will |can |may )?(?:makes?|costs?|worse\w*|harm\w*)|(?:could|may|"
    r"might|will|would|or|you) lose (?:it|the|your|a)|(?:this|it) is serious|at your own risk|consequences?|penalt(?:y|ies)|"
    r"demand\w*|why (?:did|have|haven't|didn't) you",
    r"(?:su|tu) (?:culpa|responsabilidad|obligacion)|(?:no (?:se )?(?:presento|vino|acudio|asistio|llamo|contesto|respondio|aviso|"
    r"cumplio)|usted (?:falto|olvido|ignoro|nos fallo))|no (?:nos )?ignore|(?:ultimo|segundo|tercer|cuarto|enesimo) "
    r"(?:aviso|recordatorio|intento|mensaje)|ultima (?:oportunidad|llamada|vez)|(?:cerr\w+|cancel\w+|borr\w+) su (?:caso|"
    r"expediente|ficha)|demasiado tarde|antes de que sea tarde|"
    r"(?:tiene|tienen|tendra|hay) que (?:llamar|venir|responder|contestar|pagar|elegir|acudir|presentarse)|(?:debe|debera|"
    r"esta obligad[oa] a) (?:\w+ )?(?:llamar|venir|responder|contestar|pagar|elegir|acudir|presentarse)|"
    r"(?:llamamos|escribimos|llamado|escrito) (?:muchas|varias|tantas|\d+) veces|(?:pierde|perdera|perder) (?:su|la) (?:lugar|hora|"
    r"cita|turno)|urge que|decepcion\w+|verguenza|irresponsab\w+|descuid[oa]\w*|consecuencias?|exig\w+|(?:nos )?hizo perder|"
    r"por que no (?:vino|llamo|contesto|respondio)",
)
FRIGHTENING = (
    r"needles?|injections?|inject\w*|drill(?:s|ed|ing)?|scalpels?|knife|knives|hammer\w*|yank\w*|pull(?:ed|ing)? (?:out|your|the|"
    r"it)|rip(?:ped|s)?|cut(?:ting)? (?:a little|into|open|away|out)|slic\w+|stab\w*|kill\w*|dead|die|dies|dying|death|deadly|"
    r"fatal|"
    r"shots?|blood (?:everywhere|loss)|bloody|gory|terrib\w+|horrib\w+|awful|dreadful\w*|scary|scare[sd]?|frighten\w*|nightmare\w*|"
    r"agony|agoniz\w+|excruciat\w+|unbearable|suffer\w*|tortur\w+|"
    r"(?:may|might|could|will|can|would|only|much) (?:\w+ )?(?:get|gets|become|grow) (?:\w+ )?worse|(?:get|"
    r"gets) worse (?:the longer|(?:if|when|while) (?:you|we) (?:wait|delay|put|do|don't))|worse and worse|spread\w*|los(?:e|es|"
    r"ing) (?:the |your |a |this )?(?:tooth|teeth)|rotten|rotting|life threatening|(?:become|get|turn|grow) (?:very )?(?:serious|"
    r"dangerous|bad)|(?:go|end up|land) (?:to|in|at) (?:the )?hospital|(?:don't|do not) risk|(?:eat|destroy|attack)\w* (?:your|"
    r"the)|if left (?:alone|untreated)|lethal",
    r"agujas?|inyecci\w+|inyect\w+|taladr\w+|bisturi|cuchill\w+|matar|muert[oae]s?|morir\w*|mortal\w*|arranc\w+|arrancar|jalar|"
    r"cortar(?:le|emos)?|cortamos|pinchaz?\w*|horribl\w+|terribl\w+|espantos\w+|pesadilla|agonia|insoportable|sufri\w+|tortur\w+|"
    r"(?:puede|podria|va a|ira a) empeorar|(?:sera|se pondra) (?:mucho )?(?:peor|mas grave)|empeora si (?:espera|tarda|no)|"
    r"extenderse|propag\w+|perd(?:er|era|e) (?:el|la|su|un|una) (?:diente|muela|pieza)",
)
