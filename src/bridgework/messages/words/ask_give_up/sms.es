{practice}: su cita del {when} sigue en pie. Para dejarla, responda {code}. Para conservarla, no haga nada. ¿Preguntas? Llame al {phone}
