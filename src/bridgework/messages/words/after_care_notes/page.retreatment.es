Espere para comer hasta que sienta la boca otra vez. Por ahora, coma del otro lado. El diente puede quedar sensible una semana, más que la primera vez. Cepíllese como siempre. Venga a la próxima cita aunque se sienta bien.

Llámenos al {phone} si empeora, si se hincha o si tiene fiebre. Si le cuesta respirar o tragar, llame al 911.
