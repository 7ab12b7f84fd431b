{practice}: recibimos su referencia. Vea qué sigue: {link} Tel. {phone}. STOP para no recibir más.
