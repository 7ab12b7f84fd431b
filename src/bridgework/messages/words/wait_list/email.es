Subject: Usted está en la lista de {practice}

Hola:

Usted pidió venir antes. Ya está en la lista. Si se abre un lugar, le escribimos.

Su página muestra su hora y le permite salir de la lista:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
