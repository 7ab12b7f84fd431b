Subject: Referencia {number}: hay un informe

{practice} ha escrito un informe para la referencia {number}.

Por favor, léalo y confirme que lo tiene: {link}

Para más detalles, llame a {practice} al {phone}.
