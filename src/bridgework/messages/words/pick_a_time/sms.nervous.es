{practice}: elija una hora para {visit}. Vamos a su ritmo: {link} O llame al {phone}. STOP para no recibir más.
