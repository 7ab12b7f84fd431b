{practice}: primero escuchamos. Hable con nosotros: {phone}. O elija una hora: {link} STOP para no recibir más.
