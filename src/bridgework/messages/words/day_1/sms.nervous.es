{practice}: sin prisa. Tenemos horarios para {visit}: {link} O llame al {phone}. STOP para no recibir más.
