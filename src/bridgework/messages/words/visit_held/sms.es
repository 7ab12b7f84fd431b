{practice}: le guardamos el {when}. Antes revisamos su caso y le confirmamos. Vea: {link} Tel. {phone}. STOP para no recibir más.
