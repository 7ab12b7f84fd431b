Subject: Referencia {number}: llegaron documentos

{sender} ha respondido a su solicitud de documentos para la referencia {number}.

Ábrala aquí: {link}
