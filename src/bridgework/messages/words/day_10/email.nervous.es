Subject: ¿Le ayudamos con {visit}?

Hola:

{sender} nos pidió que le atendamos. Si siente miedo, no es la única persona. Primero escuchamos.

Aquí puede elegir una hora o decirnos cómo se siente:
{link}

Si no la quiere, díganoslo allí. Así no le preguntamos más.

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
