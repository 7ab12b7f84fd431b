{practice}: hay más de una cita. Responda {choices}. O llame al {phone}
