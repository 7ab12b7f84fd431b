{practice}: tenemos horas para {visit}. Elija una aquí: {link} O llame al {phone}. STOP para no recibir más.
