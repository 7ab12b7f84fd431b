{practice}: escribimos al consultorio que le envió. Vea qué sigue: {link} Tel. {phone}. STOP para no recibir más.
