"""Names and numbers of people, links, telephone numbers, and words that stop all messages."""

_SAID = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)"
_MONTH = r"(?:(?:jan|feb)(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|(?:sept?|oct|nov|dec)(?:em|o)?(?:ber)?)"

PERSONAL = (
    r"\d{3}-\d{2}-\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|(?:19|20)\d\d-\d\d-\d\d|dob|ssn|mrn|(?:member|patient|policy|group|"
    r"subscriber|chart) (?:id|no|number)\b|born (?:on|in)|nacid[oa] (?:el|en)|"
    + _MONTH
    + r"\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d|\d{1,2} de [a-z]+ de(?:l)? (?:19|20)\d\d|aged? \d{1,3}|\d{1,3} years? old|"
    r"\d{1,3} anos de edad",
    r"(?:dear|hello|hi|hey|hola|estimad[oa]|querid[oa]|good (?:morning|afternoon|evening|day)|buen(?:os|as) (?:dias|tardes|"
    r"noches))[\s,]+(?!(?:We|You|Your|This|It|The|Please|Thank|Thanks|There|Here|Just|Patient|Parent|Friend|And|Can|Do|Le|Su|Usted|"
    r"Ya|Por|Hay|Paciente|Llame|Tenemos|Si|Para|Gracias|En|El|La|Los)\b)"
    r"(?-i:[A-Z])(?-i:[a-z]+)|(?:mrs?|ms|miss|sra?|srta)\.? (?-i:[A-Z])\w+|(?:senora?|senorita|don|dona) (?-i:[A-Z])\w+|"
    r"(?-i:[A-Z][a-z]+\s[A-Z][a-z]+),\s(?:your|we|please|you|su|le|por|tenemos|llame)",
)
NUMBER = (
    r"\+?\(?\d(?:[\s().-]{0,2}[\dO]){6,}|(?:1[\s-])?8\d\d[\s-](?-i:[A-Z0-9-]{4,})",
    rf"{_SAID}(?:[\s,-]+(?:{_SAID}|\d{{1,4}})){{3,}}",
)
LINK = (
    r"https?://\S+|(?:www|wa)\.\S+|(?:[\w-]+\.)+[a-z]{2,12}/\S*|[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|io|ly|co|info|me|us|gl|gd|link|"
    r"dental|dentist|health|care|clinic|doctor|app|page|site|online|xyz|biz|shop|store|web|dev|ai|mx|"
    r"top|today|click|live|pro|edu|gov)(?![\w.])|[\w.+-]+@[\w-]+\.?\w*|[\w.+-]+ ?(?:\(at\)|\[at\]) ?[\w-]+\.?\w*|"
    r"[\w-]+ ?(?:\(dot\)|\[dot\]|\[\.\]|\(\.\)| dot | punto |\s\.\s?)(?:com|net|org|us|co|info|io|clinic|dental|health|care|link)|"
    r"\d{1,3}(?:\.\d{1,3}){3}(?:/\S*)?",
)
STOPS = (
    r"(?-i:CANCEL|END|QUIT|UNSUBSCRIBE|REVOKE|OPTOUT|STOPALL|CANCELAR|BAJA|DETENER|SALIR|FIN|TERMINAR)",
    r"(?:reply|text|send|write|answer|type|say|respond\w*|escrib[ae]\w*|envi[ea]\w*|contest[ea]\w*|mand[ea]\w*|ponga)(?: back| us|"
    r" with| con| la palabra| the word)* [\"'“«]?(?:cancel|end|quit|unsubscribe|revoke|cancelar|baja|salir|fin|no more)[\"'”»]?",
    r"(?:reply|text|send|write|answer|type|respond\w*|escrib[ae]\w*|envi[ea]\w*|contest[ea]\w*)(?: back| us| with|"
    r" con)* [\"'“«]?\w{1,8}[\"'”»]? (?:to|para) (?:cancel\w*|skip|not come|no venir|dejar su (?:cita|hora)|drop|anular\w*)",
    r"to (?:cancel|skip|change|miss)\w* (?:your |the |this )?(?:visit|appointment|time|slot)? ?(?:\w+ ){0,3}stop|"
    r"stop[\"'”»]? (?:to|if|when|para|si) (?!opt|end|stop|get no|unsub|quit|no recibir|no mas|dejar de|parar|you (?:want|wish|"
    r"would like) no)(?:\w+ ){0,4}(?:visits?|come|appointment|time|cancel|skip|cita|hora|venir|cancelar)",
)
