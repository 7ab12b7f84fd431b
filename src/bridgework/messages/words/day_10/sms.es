{practice}: ¿le ayudamos con una hora para {visit}? Aquí: {link} O llame al {phone}. STOP para no recibir más.
