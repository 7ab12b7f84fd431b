{practice}: mensajes sobre su cita con nosotros. Si necesita ayuda, llame al {phone}. Responda STOP para no recibir más.
