{practice}: le esperamos el {when}, a su ritmo. {link} Tel. {phone}. STOP para no recibir más.
