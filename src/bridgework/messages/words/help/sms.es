{practice}: mensajes sobre su cita con nosotros. Para ayuda llame al {phone}. Responda STOP para no recibir más.
