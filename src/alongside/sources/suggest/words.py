"""Words that headings use for a role, in English, Spanish, German and French."""

from __future__ import annotations

import re
import unicodedata

# Role -> words. Written without accents, in small letters, words apart.
ROLE_WORDS: dict[str, tuple[str, ...]] = {
    "given_name": (
        "given name", "first name", "forename", "fname", "given", "first", "christian name",
        "nombre", "nombres", "primer nombre", "vorname", "rufname", "prenom", "prenoms",
        "legal first name", "first and middle names", "first and middle name",
    ),
    "family_name": (
        "family name", "last name", "surname", "lname", "family", "last", "sname", "apellido",
        "apellidos", "primer apellido", "nachname", "familienname", "nom de famille",
        "nom", "legal last name",
    ),
    "full_name": (
        "full name", "name", "client name", "person name", "child name", "patient name",
        "nombre completo", "nombre y apellidos", "voller name", "nom complet", "nom et prenom",
        "client", "student name", "pupil name",
    ),
    "birth_on": (
        "date of birth", "birth date", "dob", "born", "birthday", "birth", "bday", "born on",
        "fecha de nacimiento", "fecha nacimiento", "nacimiento", "f nac", "fec nac", "nacido",
        "geburtsdatum", "geboren", "geb datum", "gebdat", "geb", "date de naissance",
        "naissance", "ne le", "date naissance", "ddn",
    ),
    "died_on": (
        "date of death", "death date", "died", "dod", "deceased date time", "died on",
        "fecha de defuncion", "todesdatum", "gestorben", "sterbedatum", "date de deces", "deces",
    ),
    "sex": ("sex", "gender", "sexo", "genero", "geschlecht", "sexe", "genre"),
    "address": (
        "address", "street", "street address", "address 1", "address line 1", "line", "addr",
        "home address", "direccion", "domicilio", "calle", "adresse", "strasse", "anschrift",
        "rue", "full address",
    ),
    "postcode": (
        "postcode", "post code", "zip", "zip code", "postal code", "zipcode", "pcode",
        "codigo postal", "cp", "plz", "postleitzahl", "code postal",
    ),
    "place": (
        "city", "town", "suburb", "place", "municipality", "ciudad", "municipio", "localidad",
        "ort", "stadt", "wohnort", "ville", "commune",
    ),
    "phone": (
        "phone", "telephone", "tel", "mobile", "cell", "phone number", "telefono", "movil",
        "telefon", "handy", "telefonnummer", "portable", "contact number",
    ),
    "email": (
        "email", "e mail", "mail", "correo", "correo electronico", "courriel", "email address",
    ),
    "id_number": (
        "ssn", "social security number", "soc sec id", "nhs number", "national id", "nino", "dni",
        "nie", "steuer id", "sozialversicherungsnummer", "svnr", "numero de securite sociale",
        "nir", "passport", "insurance number", "medicaid id",
    ),
    "language": (
        "language", "preferred language", "primary language", "lengua", "idioma", "sprache",
        "muttersprache", "langue",
    ),
    "sealed": ("sealed", "confidential record", "sellado", "gesperrt", "scelle"),
    "address_protected": (
        "address protected", "address confidential", "confidential address", "refuge",
        "auskunftssperre", "adresse protegee",
    ),
    "key": (
        "id", "client id", "person id", "patient id", "case id", "record id", "rec id", "uid",
        "identifier", "client no", "client number", "case number", "number", "no", "ref",
        "reference", "unique id", "student id", "pupil id", "subject id", "id cliente",
        "numero", "expediente", "kundennummer", "klientennummer", "fallnummer", "aktenzeichen",
        "nummer", "matricule", "numero de dossier", "dossier", "identifiant",
    ),
    "happened": (
        "date", "event date", "visit date", "service date", "incident date", "start date",
        "start", "date of service", "admission date", "admitted", "occurred", "happened",
        "contact date", "appointment", "date of visit", "referral date", "received", "opened",
        "fecha", "fecha de inicio", "datum", "beginn", "termin", "date de visite",
        "date de debut", "interview date", "authored on", "onset date time", "period start",
    ),
    "until": (
        "end date", "end", "until", "discharge date", "discharged", "closed", "date closed",
        "exit date", "fecha de fin", "fecha fin", "ende", "enddatum", "bis", "date de fin", "fin",
        "period end",
    ),
    "known": (
        "entered", "entered on", "date entered", "recorded", "recorded on", "created",
        "created at", "updated at", "last updated", "recorded date", "entry date",
        "fecha de registro", "erfasst am", "eingegeben am", "date de saisie", "saisi le",
    ),
}  # fmt: skip

TRAIT_WORDS: dict[str, tuple[str, ...]] = {
    "race": ("race", "raza", "rasse", "racegrp", "race group"),
    "ethnicity": ("ethnicity", "ethnic group", "ethnic", "etnia", "ethnie", "hispanic"),
    "nationality": (
        "nationality", "citizenship", "nacionalidad", "staatsangehorigkeit", "nationalitat",
        "nationalite",
    ),
    "religion": ("religion", "faith", "konfession", "confesion"),
    "disability": ("disability", "disabled", "discapacidad", "behinderung", "handicap", "sen"),
    "sexual_orientation": ("sexual orientation", "orientation", "orientacion sexual"),
    "gender_identity": ("gender identity", "identidad de genero"),
    "pregnancy": ("pregnant", "pregnancy", "embarazo", "schwanger", "enceinte"),
    "marital_status": (
        "marital status", "marital", "civil status", "estado civil", "familienstand",
        "situation familiale", "etat civil",
    ),
    "genetic": ("genotype", "diplotype", "allele"),
}  # fmt: skip

# FHIR says in its standard what a path is, so no guessing is needed.
FHIR_PATHS: dict[str, str] = {
    "id": "key", "name.0.given.0": "given_name", "name.0.family": "family_name",
    "birthDate": "birth_on", "deceasedDateTime": "died_on", "gender": "sex",
    "address.0.line.0": "address", "address.0.postalCode": "postcode", "address.0.city": "place",
    "telecom.0.value": "phone", "communication.0.language.coding.0.code": "language",
    "period.start": "happened", "performedPeriod.start": "happened", "authoredOn": "happened",
    "onsetDateTime": "happened", "occurrenceDateTime": "happened", "performedDateTime": "happened",
    "effectiveDateTime": "happened", "period.end": "until", "performedPeriod.end": "until",
    "abatementDateTime": "until", "recordedDate": "known", "issued": "known",
}  # fmt: skip
FHIR_PERSON_PATHS = ("subject.reference", "patient.reference")

# Words that take a heading away from a role: a place of birth is not where somebody lives.
NOT_THE_ROLE: dict[str, frozenset[str]] = {
    "place": frozenset({"birth", "nacimiento", "naissance", "geburtsort", "geburts", "death"}),
    "key": frozenset({"cluster", "phone", "type", "worker"}),
    "happened": frozenset({"birth", "update", "updated", "entered", "nacimiento", "naissance"}),
    "full_name": frozenset({"user", "file", "school", "street", "worker", "hospital", "provider"}),
    "email": frozenset({"sent", "opt"}),
}

# A key whose heading names a person is the person's; another unique key is the event's.
PERSON_NOUNS = frozenset(
    [
        "person",
        "client",
        "patient",
        "student",
        "pupil",
        "child",
        "member",
        "tenant",
        "subject",
        "resident",
        "user",
        "cliente",
        "persona",
        "paciente",
        "alumno",
        "kunde",
        "klient",
        "patientin",
        "schueler",
        "kind",
        "personne",
        "usager",
        "eleve",
        "enfant",
        "unique",
        "rec",
    ]
)
KEY_WORDS = frozenset(
    [
        "id",
        "ref",
        "no",
        "nr",
        "number",
        "key",
        "code",
        "uid",
        "nummer",
        "numero",
        "num",
        "reference",
    ]
)

FREE_TEXT_WORDS = (
    "note", "notes", "comment", "comments", "narrative", "description", "summary", "remarks",
    "notas", "observaciones", "bemerkung", "notiz", "anmerkung", "remarque", "commentaire",
)  # fmt: skip


def plain_words(heading: str) -> str:
    """A heading as plain words: ``ClientDOB_2`` is ``client dob 2``."""
    text = unicodedata.normalize("NFKD", heading.replace("ß", "ss"))
    text = "".join(character for character in text if not unicodedata.combining(character))
    text = re.sub(r"([a-z])([A-Z])", r"\1 \2", text)
    text = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1 \2", text)
    text = re.sub(r"([A-Za-z])(\d)", r"\1 \2", text)
    return " ".join(re.findall(r"[a-z0-9]+", text.casefold()))


def heading_score(heading: str, words: tuple[str, ...]) -> float:
    """How well a heading names a role: 1 exactly, less when the words are inside it, else 0."""
    plain = plain_words(heading)
    squashed = plain.replace(" ", "")
    parts = plain.split()
    best = 0.0
    for word in words:
        if plain == word or squashed == word.replace(" ", ""):
            return 1.0
        inside = word.split()
        if set(inside) <= set(parts):
            # More of the heading explained is more certain; the last words carry the sense.
            tail = 0.1 if parts[-len(inside) :] == inside else 0.0
            best = max(best, 0.5 + 0.3 * len(inside) / len(parts) + tail)
    return best
