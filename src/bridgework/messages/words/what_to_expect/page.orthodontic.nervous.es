En esta cita miramos y hablamos. Tomamos fotos y una imagen de sus dientes. Si es mucho, paramos y probamos otra vez. Luego se va a casa y lo piensa.
