{practice}: elija por favor una hora para {visit}: {link} O llame al {phone}. STOP para no recibir más.
