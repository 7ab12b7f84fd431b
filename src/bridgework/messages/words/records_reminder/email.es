Subject: Referencia {number}: todavía faltan documentos

{practice} todavía necesita documentos de su consultorio para la referencia {number}.

Vea cuáles y agréguelos: {link}

Si no van a llegar, dígalo en la misma página. Para más detalles, llame a {practice} al {phone}.
