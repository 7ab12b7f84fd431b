Subject: Alguien del equipo le llamará

Gracias. Alguien del equipo le llamará.

Si quiere hablar ahora, llame a {practice} al {phone}.
