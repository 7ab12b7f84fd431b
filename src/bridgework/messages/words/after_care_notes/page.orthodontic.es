Los dientes pueden quedar sensibles unos días. Coma cosas blandas. Cepíllese los dientes después de comer. Si una pieza se suelta, guárdela y llámenos.

Llámenos al {phone} si empeora, si se hincha o si tiene fiebre. Si le cuesta respirar o tragar, llame al 911.
