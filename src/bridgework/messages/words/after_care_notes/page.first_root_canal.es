Espere para comer hasta que sienta la boca otra vez. Por ahora, coma del otro lado. El diente puede quedar sensible unos días al morder. Cepíllese como siempre. Pida a {sender} la cita en que se termina de cerrar el diente.

Llámenos al {phone} si empeora, si se hincha o si tiene fiebre. Si le cuesta respirar o tragar, llame al 911.
