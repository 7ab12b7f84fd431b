"""Made-up patients: varied names, ages, languages and ways to be reached. Numbers and addresses are of the ranges kept for fiction."""

from datetime import date, timedelta
from random import Random

from bridgework.rules.patient_entry import PatientEntry

GIVEN = (
    "Aaron Abigail Ada Alma Andre Anita Arthur Beatrice Ben Bianca Calvin Carla Cecil Chloe Clara Connor Daisy Dalia Daniel Delia Edith Elias "
    "Ella Emil Esther Ethan Eva Faye Felix Flora Frank Freya George Gina Grace Greta Hakim Hannah Harold Hazel Henry Hugo Ida Imani Ira Iris "
    "Isaac Ivan Jasmine Jerome Jonah Judith Julian Kai Karen Keith Kofi Laila Leah Leroy Lewis Lila Liam Louise Lucy Magda Malik Marcus Margot "
    "Martha Mei Milo Mina Miriam Nadia Naomi Nell Nina Noah Norma Olga Oscar Otis Owen Pearl Percy Petra Priya Quinn Ralph Ravi Rita Robin Rose "
    "Ruby Rufus Sadie Samir Selma Simon Stella Sven Tara Theo Thelma Tomas Uma Vera Vernon Viola Walter Wanda Wei Xenia Yara Yusuf Zelda Zoe"
).split()
FAMILY = (
    "Abbott Adler Ashby Baird Barlow Beck Birch Bishop Blythe Booker Bright Brook Caldwell Carver Chan Church Colby Crane Dalton Darby Dixon "
    "Drake Dunn Eaton Ellis Emery Fairley Farrow Finch Fisk Flint Foley Frost Gable Garner Gibbs Goode Greer Hale Harlow Hatch Heath Hobbs Holt "
    "Hudson Iyer Jarvis Joyce Kane Keller Kendall Khoury Lam Larkin Lowe Lund Mabry Malone Mercer Moody Moss Nash Nguyen Noble North Oakes Okoye "
    "Osborn Paige Park Patel Pierce Pike Quill Rao Reed Rhodes Rivers Rowe Sato Sharp Shaw Singh Slater Stone Sutter Swift Tate Thorne Tran "
    "Underhill Vance Vogel Wade Walsh Ward Weaver Webb West Wilder Wolfe Wren Yates York Zane"
).split()
GIVEN_ES = (
    "Alejandra Álvaro Ana Andrés Beatriz Camila Carlos Catalina Daniela Diego Elena Emilio Esperanza Fernanda Francisco Gabriela Guadalupe "
    "Héctor Inés Isabel Javier Joaquín José Juana Julieta Leticia Lucía Luis Manuel María Mariana Martín Mateo Miguel Nicolás Óscar Pablo Paloma "
    "Pilar Rafael Ramón Rosa Rosario Salvador Santiago Sofía Teresa Tomás Valentina Ximena"
).split()
FAMILY_ES = (
    "Aguilar Alarcón Barrios Benítez Bravo Cabrera Campos Cárdenas Castillo Cordero Delgado Domínguez Escobar Espinoza Fuentes Galindo Herrera "
    "Ibáñez Jiménez Lara Lozano Marín Medrano Mejía Montoya Muñoz Navarro Núñez Ochoa Olivares Pacheco Padilla Peña Quintero Rangel Robles Rosales "
    "Salinas Serrano Solís Tapia Trujillo Valdez Vargas Vega Villa Zamora Zúñiga"
).split()
AREAS = (
    ("217", "309", "618", "815", "779"),
    ("262", "414", "608", "715", "920"),
    ("708", "847", "630", "331", "224"),
    ("872", "464", "447", "861", "730"),
    ("319", "515", "563", "641", "712"),
    ("314", "417", "573", "636", "660"),
    ("218", "320", "507", "612", "651"),
    ("501", "402", "605", "701", "763"),
)
"""Area codes of the Midwest. Each has a hundred numbers for fiction, so every hundred of patients has five codes for itself."""
ZIPS = ("60614", "60608", "60622", "60640", "60657", "60605", "60632", "60201")


def fictional_phone(area: int, number: int) -> str:
    """One of the five phone numbers of the patient with this number; nobody else has it, within eight hundreds of patients."""
    return f"+1{AREAS[number // 100 % len(AREAS)][area]}555{100 + number % 100:04d}"


def make_patient(
    chance: Random, number: int, today: date, *, spanish: float = 0.15, child: bool = False, elderly: bool = False
) -> PatientEntry:
    """A patient; `number` keeps phone and address apart, `spanish` is how likely a Spanish speaker is at this practice."""
    speaks_spanish = chance.random() < spanish
    given = chance.choice(GIVEN_ES if speaks_spanish else GIVEN)
    family = chance.choice(FAMILY_ES if speaks_spanish else FAMILY)
    if speaks_spanish and chance.random() < 0.4:
        family = f"{family} {chance.choice(FAMILY_ES)}"
    age = chance.randint(5, 15) if child else chance.randint(72, 93) if elderly else min(max(int(chance.gauss(44, 17)), 16), 88)
    channel = chance.choices(("sms", "email", "phone", "letter"), (78, 16, 9 if elderly else 3, 3 if elderly else 0))[0]
    may_contact = chance.random() < 0.97
    return PatientEntry(
        given_name=given,
        family_name=family,
        birth_date=today - timedelta(days=age * 365 + chance.randint(5, 350)),
        phone=fictional_phone(chance.choice(range(5)), number) if channel != "letter" else "",
        email=f"patient{number}@mail.example" if channel == "email" or chance.random() < 0.6 else "",
        language="es" if speaks_spanish else "en",
        interpreter=speaks_spanish and elderly,
        preferred_channel=channel,
        zip=chance.choice(ZIPS),
        may_contact=may_contact,
    )
