Subject: Su cita con {practice} tiene nueva hora

Hola:

Su cita con {practice} se cambió. La nueva hora es el {when}.
Dónde: {where}

¿No le conviene? Aquí puede cambiarla:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
