Subject: Tenemos su mensaje

Gracias. Tenemos su mensaje. Alguien del equipo le contestará.

Si quiere hablar ahora, llame a {practice} al {phone}.
