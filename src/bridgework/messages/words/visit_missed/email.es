Subject: Elija otra hora para {visit} con {practice}

Hola:

Le esperamos para {visit} y no pudimos verle. Son cosas que pasan. Aquí puede elegir otra hora:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
