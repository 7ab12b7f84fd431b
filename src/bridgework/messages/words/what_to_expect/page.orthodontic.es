Vemos cómo se juntan sus dientes. Tomamos fotos y una imagen de sus dientes. Luego le decimos qué se puede hacer, cuánto tarda y qué tendrá que hacer usted. Puede irse a casa y pensarlo.
