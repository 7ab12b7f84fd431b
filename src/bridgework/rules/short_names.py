"""Given names and their short forms, English and Spanish: each line is one family of names, normalized as `names.normalize_name` does it.

Only forms in everyday use; a form may belong to several names (Alex, Pat). Made from common knowledge, not from a licensed list.
"""

_LINES = """
abigail abby gail
albert al bert bertie alberto beto
alejandro alex ale
alejandra alex ale
alexander alex al sandy xander
alexandra alex sandy sandra lexi
alfred fred al alfredo
andrew andy drew andres
anthony tony antonio tono
barbara barb babs
benjamin ben benny
beatrice bea trixie beatriz
catherine cathy kate katie cat catalina
charles charlie chuck chas carlos
christina chris tina christine cristina
christopher chris kit cristobal
concepcion concha conchita
cynthia cindy
daniel dan danny
daniela dani
david dave davey
deborah deb debbie
dolores lola
donald don donnie
dorothy dot dottie dolly
edward ed eddie ted ned eduardo lalo
eleanor ellie nell nora
elizabeth liz lizzie beth betty eliza elsie libby isabel elisabeth
enrique quique kike henry
esperanza lupe espe
eugene gene eugenio
fernando nando
florence flo
frances fran fanny francisca paca
francis frank francisco paco pancho franklin
frederick fred freddie federico
gabriel gabe
gabriela gaby
george jorge georgie
gerald gerry jerry gerardo
gregory greg gregorio
guadalupe lupe lupita
guillermo memo william
harold harry hal
henry hank harry
ignacio nacho
isabella bella izzy isabel
jacob jake jacobo
jacqueline jackie
james jim jimmy jamie jaime santiago
jean jeanne juana
jennifer jen jenny
jesus chuy
joan joanie
john jack johnny jon juan
jonathan jon jonny
jose pepe joseph joe
josefina pepa
joseph joe joey
joshua josh
judith judy
katherine kathy kate katie kitty kathryn kat
kenneth ken kenny
laura lauri
lawrence larry lorenzo
leonard len lenny leo
lewis lou louis luis
louise lou
lucia lucy
luis lucho
manuel manny manolo
margaret maggie meg peggy marge margie greta margarita rita
maria mari mary
mariana mari
martha marty marta
mateo matthew teo
matthew matt
mercedes meche
michael mike mickey mick miguel
michelle shelly
miriam mimi
nancy nan
nathaniel nate nathan nat
nicholas nick nicky nicolas nico
olivia liv livvy
pamela pam
patricia pat patty tricia trish paty
patrick pat paddy
peter pete pedro
philip phil felipe
rafael rafa
raymond ray ramon moncho
rebecca becky becca
richard rick ricky dick rich ricardo
robert bob bobby rob robbie bert roberto beto
roland rolando
ronald ron ronnie
rosario charo
rose rosa rosie
salvador chava
samantha sam sammy
samuel sam sammy
sandra sandy
sarah sally sara
sebastian seb bastian
sofia sophia sophie sofi
stephanie steph
stephen steve stevie steven esteban
susan sue susie suzanne susana
teresa tere theresa terry tess
theodore ted teddy theo teodoro
thomas tom tommy tomas
timothy tim timmy
tobias toby tobey
valentina vale tina
veronica vero ronnie
victor vic
victoria vicky tori
vincent vince vinny vicente chente
virginia ginny
walter walt wally
william will bill billy willie liam
zachary zach zack
"""
FAMILIES = tuple(tuple(line.split()) for line in _LINES.strip().splitlines())
