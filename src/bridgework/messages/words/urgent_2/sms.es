{practice}: nos gustaría verle pronto: {link} O llame al {phone}. STOP para no recibir más.
