Subject: Le guardamos una hora con {practice}

Hola:

{practice} le guarda esta hora: {when}
Dónde: {where}

Todavía no está confirmada. Primero revisan lo que envió {sender}. Luego se la confirman o le avisan si cambia.

Su página muestra cómo sigue:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
