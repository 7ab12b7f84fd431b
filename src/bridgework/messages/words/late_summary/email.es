Subject: Con retraso en {practice}: {open}

Pasos de {practice} que ya tenían retraso antes de que este programa empezara a avisar: {open}. Van todos en este correo. Desde ahora recibirá un aviso por cada uno nuevo.
{practice} le nombró a usted para recibir este aviso.

Abra la lista: {link}
