Subject: Su cita con {practice} tiene nueva hora

Hola:

Cambiamos su cita con {practice}. Ahora es el {when}.
Dónde: {where}

¿No le queda bien? Aquí puede cambiarla:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
