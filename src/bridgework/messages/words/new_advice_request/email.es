Subject: Solicitud de orientación {number} de {sender}

{sender} le pide su orientación (solicitud {number}). No pide una cita.
Por favor, responda a más tardar el {respond_by}.

Ábrala aquí: {link}
