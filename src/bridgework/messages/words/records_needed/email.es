Subject: Referencia {number}: faltan documentos

{practice} necesita documentos de su consultorio para seguir con la referencia {number}.

Vea cuáles y agréguelos: {link}

Para más detalles, llame a {practice} al {phone}.
