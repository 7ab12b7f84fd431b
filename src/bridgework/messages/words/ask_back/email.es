Subject: Tenemos su mensaje

Gracias. No sabemos si entendimos bien. Alguien del equipo lo leerá.

Si quiere hablar ahora, llame a {practice} al {phone}.
