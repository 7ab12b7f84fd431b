Subject: Ayuda de {practice}

Le escribimos sobre su cita con nosotros.

Para ayuda, llame a {practice} al {phone}.
