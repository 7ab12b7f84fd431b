{practice}: gracias. Alguien del equipo le llamará. Si quiere hablar ahora, llame al {phone}
