{practice}: {visit} es el {when}. Vamos a su ritmo. Detalles: {link} O llame al {phone}. STOP para no recibir más.
