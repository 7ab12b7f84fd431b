Subject: {visit} con {practice}: {when}

Hola:

Su cita con {practice} es el {when}. Vamos a su ritmo, y puede pedirnos que paremos.
Dónde: {where}

Aquí puede leer qué va a pasar, ver cómo llegar o cambiar su cita:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
