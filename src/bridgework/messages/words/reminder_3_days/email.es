Subject: Su cita con {practice}: {when}

Hola:

Le esperamos el {when}.
Dónde: {where}

¿Todavía le queda bien? Aquí puede confirmarla, cambiarla o cancelarla:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
