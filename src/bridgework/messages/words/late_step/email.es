Subject: Atrasada: referencia {number} de {sender}

La referencia {number} de {sender} vencía el {respond_by} y nadie ha actuado todavía.
{practice} le nombró a usted para recibir este aviso.

Ábrala: {link}
