{practice}: {visit} es el {when}. Detalles: {link} O llame al {phone}. STOP para no recibir más.
