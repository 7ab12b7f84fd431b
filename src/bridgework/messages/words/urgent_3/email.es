Subject: ¿Le ayudamos a encontrar una hora?

Hola:

Aún no hay hora para {visit}. Por favor, llame al {phone} o elija aquí una hora:
{link}

También vamos a llamarle.

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
