Subject: {practice} escribió a {sender}

Hola:

Gracias por venir. Escribimos a {sender} sobre {visit}. En ese consultorio le dirán qué sigue.

Su página:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
