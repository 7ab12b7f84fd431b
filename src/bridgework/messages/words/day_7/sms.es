{practice}: todavía puede elegir una hora para {visit}: {link} O llame al {phone}. STOP para no recibir más.
