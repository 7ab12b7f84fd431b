Subject: {visit} con {practice}: {when}

Hola:

Su cita con {practice} es el {when}.
Dónde: {where}

Aquí puede ver cómo llegar, guardarla en su calendario o cambiarla:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
