{practice}: {visit} sigue igual: {when}. Detalles: {link} O llame al {phone}. STOP para no recibir más.
