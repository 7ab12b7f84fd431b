Subject: Elija por favor una hora con {practice}

Hola:

{sender} nos pidió programar pronto {visit}. Por favor, elija hoy un horario:
{link}

O llame ahora al {phone}.

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
