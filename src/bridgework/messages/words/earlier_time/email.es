Subject: Hay una hora antes en {practice}

Hola:

Pidió venir antes. Ahora hay esta hora libre: {when}

{where}

Se la guardamos por poco tiempo. Para tomarla, abra su página:
{link}

Su cita queda igual hasta que elija.

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
