Subject: ¿Le ayudamos con {visit}?

Hola:

{sender} nos pidió programar {visit}. Si le da miedo, sepa que a mucha gente le pasa. Primero escuchamos.

Aquí puede elegir un horario o decirnos cómo se siente:
{link}

Si no quiere venir, díganoslo allí y ya no le preguntamos.

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
