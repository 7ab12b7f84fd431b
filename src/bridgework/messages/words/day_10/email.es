Subject: ¿Le ayudamos con {visit}?

Hola:

{sender} nos pidió que le atendamos. Aún no hay hora para {visit}. Aquí puede elegir una:
{link}

Si no la quiere, díganoslo allí. Así no le preguntamos más.

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
