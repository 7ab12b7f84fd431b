Muerda la gasa media hora. Hoy no use popote ni pajilla, no fume y no se enjuague fuerte. Coma cosas blandas y frescas. Ponga algo frío en la mejilla. Un poco de sangre es normal; si no para, muerda otra gasa y llámenos.

Llámenos al {phone} si empeora, si se hincha o si tiene fiebre. Si le cuesta respirar o tragar, llame al 911.
