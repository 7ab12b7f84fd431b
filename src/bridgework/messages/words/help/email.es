Subject: Ayuda de {practice}

Le escribimos sobre su cita con nosotros.

Si necesita ayuda, llame a {practice} al {phone}.
