{practice}: gracias. No estamos seguros de entender, y una persona lo leerá. Para hablar ya, llame al {phone}
