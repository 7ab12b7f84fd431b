Subject: Se abrió una cita antes en {practice}

Hola:

Usted pidió venir antes. Ahora está libre esta hora: {when}

{where}

Se la guardamos por poco tiempo. Para tomarla, abra su página:
{link}

Su cita de ahora queda igual hasta que elija.

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
