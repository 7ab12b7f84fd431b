{practice}: no pudimos verle. Elija por favor otra hora: {link} O llame al {phone}. STOP para no recibir más.
