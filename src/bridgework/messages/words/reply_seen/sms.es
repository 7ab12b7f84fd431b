{practice}: gracias, tenemos su mensaje. Alguien del equipo le contestará. Si quiere hablar ahora, llame al {phone}
