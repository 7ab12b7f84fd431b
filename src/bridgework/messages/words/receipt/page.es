{practice} ha recibido la referencia {number}.
Recibido: {contents}.
Aún no está: {missing}. Ellos ven la misma lista; agréguelo ahora o después.
No falta nada.{complete}
Le responderán a más tardar el {respond_by}.
Para hablar con ellos, llame al {phone}.
En una emergencia, llame al {on_call} a cualquier hora.
