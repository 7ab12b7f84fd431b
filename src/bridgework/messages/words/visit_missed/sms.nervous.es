{practice}: no pasa nada. Elija otra hora cuando quiera: {link} O llame al {phone}. STOP para no recibir más.
