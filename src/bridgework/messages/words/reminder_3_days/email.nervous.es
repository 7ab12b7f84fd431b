Subject: Su cita con {practice}: {when}

Hola:

Le esperamos el {when}. Vamos a su ritmo.
Dónde: {where}

Puede venir con alguien o traer música. Aquí puede leer qué va a pasar, preguntar o cambiar su cita:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
