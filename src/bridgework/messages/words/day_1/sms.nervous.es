{practice}: sin prisa. Tenemos horas para {visit}: {link} O llame al {phone}. STOP para no recibir más.
