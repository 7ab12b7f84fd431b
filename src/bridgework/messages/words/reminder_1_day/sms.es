{practice}: le esperamos el {when}. Cómo llegar: {link} Tel. {phone}. STOP para no recibir más.
