Subject: ¿Le ayudamos con {visit}?

Hola:

{sender} nos pidió programar {visit}. Aún no tiene hora. Aquí puede elegir una:
{link}

Si no quiere venir, díganoslo allí y ya no le preguntamos.

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
