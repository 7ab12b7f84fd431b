Su hijo o hija no siente la boca por un rato. Cuide que no se muerda el labio. Hoy, comida blanda. Cepíllele los dientes como siempre. Dígale qué salió bien.

Llámenos al {phone} si empeora, si se hincha o si tiene fiebre. Si le cuesta respirar o tragar, llame al 911.
