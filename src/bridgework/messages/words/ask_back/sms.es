{practice}: gracias. No sabemos si entendimos bien. Alguien del equipo lo leerá. Si quiere hablar ahora, llame al {phone}
