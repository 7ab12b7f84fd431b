Subject: Su cita con {practice} sigue igual

Hola:

Usted pidió otra hora. {practice} no pudo dársela.
Por favor, venga como estaba previsto: {when}.
Dónde: {where}

Aquí puede elegir otra hora:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
