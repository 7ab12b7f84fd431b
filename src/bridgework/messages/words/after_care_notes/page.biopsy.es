Hoy coma cosas blandas y frescas. No toque la zona y enjuáguese suave desde mañana. Un poco de sangre es normal; si no para, muerda una gasa y llámenos. Le llamamos cuando el laboratorio tenga la respuesta.

Llámenos al {phone} si empeora, si se hincha o si tiene fiebre. Si le cuesta respirar o tragar, llame al 911.
