Subject: Sus notas para los próximos días

Hola:

Gracias por venir a {practice}. Su página tiene notas para los próximos días y le dice cuándo llamarnos:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
