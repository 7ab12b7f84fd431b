{practice}: nos vemos el {when}. ¿Llega tarde? Llame al {phone}. {link} STOP para no recibir más.
