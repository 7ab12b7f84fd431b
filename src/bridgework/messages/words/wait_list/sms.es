{practice}: usted está en la lista para venir antes. Vea: {link} Tel. {phone}. STOP para no recibir más.
