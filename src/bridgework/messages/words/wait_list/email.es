Subject: Usted está en la lista de {practice}

Hola:

Pidió venir antes. Ya está en la lista. Si queda libre una hora, le escribimos.

Su página muestra su hora y le deja salir de la lista:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
