{practice}: por favor, elija pronto una hora: {link} O llame ahora al {phone}. STOP para no recibir más.
