{practice}: ¿nos vemos el {when}? Responda SI. Para cambiar: {link} Tel. {phone}. STOP para no recibir más.
