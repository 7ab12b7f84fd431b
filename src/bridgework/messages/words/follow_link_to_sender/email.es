Subject: Referencia {number}: su página para seguirla

{practice} tiene la referencia {number} de su consultorio.

Sígala, agregue documentos y lea el informe aquí, sin cuenta: {link}

La página pide primero un código, que llega a este buzón. Es solo para su consultorio; por favor, no la comparta.

Si tiene preguntas, llame a {practice} al {phone}.
