"""What tells of somebody's health, or of why they come."""

HEALTH = (
    # Mouth and teeth
    r"tooth\w*|teeth\w*|molars?|premolars?|incisors?|canines?|bicuspids?|grinders?|gums?|jaws?|jawbone|mouths?|tongues?|lips?|"
    r"cheeks?|throats?|palate|roots?|nerves?|"
    r"(?:your|the) bite|(?:front|back|baby|chipped|broken|loose) (?:one|ones)|(?:upper|lower|top|bottom) (?:left|right|front|back)",
    r"oral|dental|dentures?|braces|aligners?|retainers?|brackets|crowns?|implants?|fillings?|veneers|grafts?|"
    r"root ?canals?|root (?:treatment|filling)s?|rct|endo|endodont\w+|perio|periodont\w+|ortho|orthodont\w+|prostho\w+|pedo|"
    r"pediatric\w*|implantolog\w+|"
    r"oncolog\w+|cardiolog\w+|dermatolog\w+|psych\w+|oral surg\w+|maxillo\w+|apico\w*",
    # What is wrong
    r"infect\w+|pain(?:s|ful|less|killers?)?|hurts?|hurting|aches?|aching|sore(?:s|ness)?|swell(?:ing|s)?|swollen|cavit(?:y|ies)|"
    r"crack(?:ed|s)?|chipped|"
    r"fractur\w+|decay\w*|abscess\w*|pus|bleed\w*|blood|fever|lesions?|lumps?|bumps?|growths?|ulcers?|cancer\w*|malignan\w+|benign|"
    r"tumou?rs?|cysts?|gingivitis|"
    r"pulp\w*|necro\w+|bone loss|dry socket|grinding|snoring|apnea|tmj|tmd|bad breath|halitosis|symptoms?|diseases?|illness\w*|"
    r"disorders?",
    # What is done about it
    r"extract(?:s|ed|ion|ions)?|x ?rays?|radiographs?|cbct|(?:your|the|on) films?|dark (?:area|spot|shadow)|ct scans?|scans?|mri|"
    r"panoramic|numb(?:ed|ing|ness)?|diagnos\w+|prognos\w+|treat(?:s|ed|ing|ment|ments)?|"
    r"retreat\w*|surg\w+|biops\w+|smears?|swabs?|specimens?|patholog\w+|lab(?:s|oratory)?|(?:test|your|lab|biopsy|the) results?|"
    r"stitch\w*|sutures?|"
    r"procedures?|(?:your|an|the) operation|therap(?:y|ies)|injections?|sedat\w+|anesthe\w+|anaesthe\w+|laughing gas|nitrous|"
    r"deep cleaning|scaling|wisdom (?:tooth|teeth)|pull(?:ed|ing)? (?:it|your|the)|medical (?:history|condition|reasons?|records?|"
    r"problems?)",
    # Medicines
    r"antibiotics?|medications?|medicines?|meds|pills?|drugs?|dos(?:e|es|age)|prescri\w+|pharmac\w+|opioids?|tylenol|advil|aspirin|"
    r"ibuprofen|acetaminophen|"
    r"blood thinners?|thinners?|insulin|chlorhexidine|\w+(?:cillin|mycin|cycline|profen|codone|codeine|dazole|caine|statin|xaban|"
    r"parin)|warfarin|xarelto|eliquis|plavix|"
    r"valium|halcion|triazolam|diazepam|lorazepam",
    # The rest of the person
    r"(?:your|oral|dental|mental|heart) health|allerg\w+|diabet\w+|pregnan\w+|hiv|aids|hepatitis|(?:your|the) heart|"
    r"heart (?:trouble|disease|problems?|condition|attack|valve|medicine)|cardiac|blood pressure|hypertens\w+|strokes?|asthma\w*|"
    r"kidneys?|liver|epilep\w+|"
    r"seizures?|depress\w+|anxi(?:ous|ety)|phobi\w*|autis\w+|adhd|dementia|alzheimer\w*|addict\w+|smok(?:e|er|ing)|alcohol\w*|"
    r"chemo\w*|radiation|transplant\w*|immun\w+|"
    r"osteopor\w+|bisphosphon\w+|(?:health|family) history|your condition|[a-tv-z]\d\d\.\w{1,4}|d\d{4}",
    r"#\s?\d{1,2}|(?:about|for|your|with|of|on|at) (?:number|no\.?|nr\.?) ?\d{1,2}|(?:about|for|your|with|of|on|at) (?:number|"
    r"no\.?) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty\w*(?: \w+)?|thirty\w*)",
    # Spanish
    r"dent(?:al|ales|ista|istas|adura|aduras)|dientes?|muelas?|colmillos?|encias?|mandibula|quijada|boca|lengua|labios?|mejillas?|"
    r"garganta|paladar|raiz|raices|piezas?|"
    r"mordida|conductos?|endodon\w+|periodon\w+|ortodon\w+|maxilo\w+|oncolog\w+|(?:superior|inferior|arriba|abajo) (?:izquierd|"
    r"derech)\w+",
    r"infecci\w+|infectad\w+|dolor(?:es|osa?s?)?|duel[ea]n?|hincha\w+|inflam\w+|caries|fractur\w+|grietas?|rot[oa]s?|quebrad\w+|"
    r"abscesos?|pus|sangr\w+|fiebre|"
    r"lesion\w*|bolit\w+|bultos?|llagas?|ulceras?|cancer|malign\w+|benign\w+|tumor\w*|quistes?|gingivitis|hueso|enferm\w+|sintomas?",
    r"coronas?|implantes?|empastes?|amalgamas?|rellenos?|dentaduras?|frenillos|frenos|brackets|alineador\w*|injertos?|extracci\w+|"
    r"radiograf\w+|rayos x|placas?|tomograf\w+|diagnos\w+|tratamientos?|tratar(?:le|se)?(?! de)|tratad[oa]s?|retratamientos?|"
    r"cirug\w+|cirujan\w+|(?:su|una|la) operacion|operar(?:le|se)|"
    r"biopsias?|(?:una|su) muestra|laboratorio|(?:sus?|los) resultados?|puntadas?|suturas?|limpieza(?: profunda)?|procedimientos?|"
    r"terapias?|inyec\w+|anestesi\w+|sedaci\w+|sedad\w+|blanqueamiento",
    r"antibiotic\w+|medicament\w+|medicin\w+|pastillas?|pildoras?|recetas?|recetad\w+|farmacia|dosis|amoxicilina|\w+(?:cilina|"
    r"micina|ciclina|profeno|caina)|anticoagul\w+|aspirina|insulina|"
    r"(?:su|de) salud|salud (?:bucal|oral|dental)|corazon|cardiac\w+|su presion|presion (?:alta|arterial)|asma|rinon\w*|higado|"
    r"diabet\w+|embaraz\w+|alergi\w+|alergic\w+|vih|sida|nervios?|ansi(?:edad|os[oa]s?)|fobia|depres\w+|quimio\w*|fum(?:a|ar|e|"
    r"ador\w*)|"
    r"historial? medico|(?:numero|pieza) ?\d{1,2}",
)
RETREATMENT = (
    r"retreat\w*|re do(?:ne|ing|es)?|redo(?:ne|ing|es)?|(?:treat\w*|do(?:ne|ing)?|clean\w*|open\w*|try) (?:it |the tooth |"
    r"your tooth )?(?:once )?(?:again|over|anew|once more)|"
    r"second (?:time|treatment|root canal|try|attempt|go|round)|(?:old|former|earlier|previous|prior|first|last) (?:filling|"
    r"root canal|treatment|crown|dentist|work|try|attempt)s?",
    r"(?:was|were|been|already|had been) (?:\w+ )?(?:treated|filled|done|worked on)|did(?: not|n't) (?:heal|work|hold|last|take)|"
    r"failed|failing|(?:done|did|treated|worked on) (?:it )?(?:last time|before(?! (?:you|we|it|the|your)))|"
    r"last time|(?:came|comes) back|not (?:work|heal)ed",
    r"retratamiento\w*|(?:de nuevo|otra vez|nuevamente) (?:el|su|este|la) (?:tratamiento|diente|conducto|muela)|(?:el|"
    r"su) (?:tratamiento|conducto) (?:de nuevo|otra vez)|segund[oa] (?:tratamiento|vez|intento)|"
    r"(?:tratamiento|conducto|empaste|trabajo|dentista) (?:anterior|previo|viejo|pasado)|ya (?:se |lo |le |fue )(?:trat|hic|"
    r"hiz)\w*|fracas\w+|no (?:funciono|sano|curo)|la vez pasada|volvio a",
)
