Subject: {open} pasos de {practice} ya están con retraso

{open} pasos de {practice} ya tenían retraso antes de que este programa empezara a avisar. Van todos en este correo; desde ahora recibirá un aviso por cada uno nuevo.
{practice} le nombró a usted para recibir este aviso.

Abra la lista: {link}
