{practice}: tenemos horarios para {visit}. Elija uno aquí: {link} O llame al {phone}. STOP para no recibir más.
