Subject: Su hora con {practice}: {when}

Hola:

Le esperamos el {when}.
Dónde: {where}

¿Todavía le conviene? Aquí puede decir que sí, cambiarla o cancelarla:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
