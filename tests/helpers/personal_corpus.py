"""Columns of personal data of many countries, and of what looks like them, by kind."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import phonenumbers
from faker import Faker
from stdnum import luhn

from persona_studio.domain.variables import Personal

SIZE = 60
"""Answers per column."""
LOCALES = (
    *("fr_FR", "fr_BE", "fr_CH", "fr_CA", "en_US", "en_GB", "en_CA", "en_AU", "en_IE", "de_DE", "de_AT"),
    *("de_CH", "es_ES", "es_MX", "it_IT", "pt_PT", "pt_BR", "nl_NL", "nl_BE", "pl_PL"),
)
REGIONS = (
    "FR",
    "BE",
    "CH",
    "CA",
    "US",
    "GB",
    "DE",
    "ES",
    "IT",
    "PT",
    "NL",
    "LU",
    "MA",
    "SN",
    "BR",
    "AU",
    "PL",
    "SE",
)


BRANDS = (
    "Renault, Peugeot, Zara, Decathlon, Ikea, Leclerc, Carrefour, Auchan, Fnac, Darty, Sephora, Nike, "
    "Adidas, Apple, Samsung, Sony, Bosch, Lacoste, Chanel, Dior, Mercedes, Ford, Tesla, Martin Guitar, "
    "Hugo Boss, Calvin Klein, Tommy Hilfiger, Yves Rocher, Jules, Celio, Kiabi"
)


@dataclass(frozen=True, slots=True)
class Case:
    """A column: its header, its answers, what it is; ``origin`` says how it was made."""

    header: str
    values: tuple[str, ...]
    kind: Personal | None
    origin: str


def corpus(seed: int = 11) -> list[Case]:
    """Return all columns; the same ones at each call."""
    chance = random.Random(seed)
    fakers = {locale: Faker(locale) for locale in LOCALES}
    for number, faker in enumerate(fakers.values()):
        faker.seed_instance(seed + number)
    makers: list[Callable[[random.Random, dict[str, Any]], Iterator[Case]]] = [
        _names, _emails, _phones, _addresses, _ips, _births, _id_numbers, _look_alikes, _headers_that_mislead,
    ]  # fmt: skip
    return [case for make in makers for case in make(chance, fakers)]


def _case(header: str, make: Callable[[], str], kind: Personal | None, origin: str, size: int = SIZE) -> Case:
    return Case(header, tuple(" ".join(make().split()) for _ in range(size)), kind, origin)


def _names(chance: random.Random, fakers: dict[str, Any]) -> Iterator[Case]:
    for locale, fake in fakers.items():
        yield _case("Participant", lambda f=fake: f"{f.first_name()} {f.last_name()}", Personal.NAME, locale)
        yield _case(
            "Q1", lambda f=fake: f"{f.last_name().upper()} {f.first_name()}", Personal.NAME, f"{locale} NAME"
        )
        yield _case("Qui êtes-vous ?", lambda f=fake: f.first_name(), Personal.NAME, f"{locale} first")
        yield _case("Nom", lambda f=fake: f.last_name(), Personal.NAME, f"{locale} last, told")


def _emails(chance: random.Random, fakers: dict[str, Any]) -> Iterator[Case]:
    endings = (
        "gmail.com",
        "orange.fr",
        "laposte.net",
        "web.de",
        "libero.it",
        "exemple.co.uk",
        "mairie-nantes.fr",
    )

    def made(fake: Any) -> str:
        first, last = fake.first_name().lower(), fake.last_name().lower()
        local = "".join(c for c in f"{first}.{last}" if c.isascii() and (c.isalnum() or c in "._-")).strip(
            "."
        )
        number = chance.choice(["", "+news", str(chance.randint(1, 99))])
        return f"{local or 'jean'}{number}@{chance.choice(endings)}"

    for locale, fake in fakers.items():
        yield _case("Contact", lambda f=fake: f.email(), Personal.EMAIL, locale)
        yield _case("Q2", lambda f=fake: made(f), Personal.EMAIL, f"{locale} free")
        yield _case(
            "Pour le tirage au sort", lambda f=fake: f.ascii_company_email().upper(), Personal.EMAIL, locale
        )


def _phones(chance: random.Random, fakers: dict[str, Any]) -> Iterator[Case]:
    forms = phonenumbers.PhoneNumberFormat

    def number(region: str, form: int) -> str:
        example = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
        while True:
            digits = str(example.national_number)
            changed = digits[:-6] + f"{chance.randint(0, 999_999):06d}"
            found = phonenumbers.PhoneNumber(example.country_code, int(changed))
            if phonenumbers.is_valid_number(found):
                return phonenumbers.format_number(found, form)

    for region in REGIONS:
        yield _case(
            "Rappel", lambda r=region: number(r, forms.INTERNATIONAL), Personal.PHONE, f"{region} world"
        )
        yield _case("Q3", lambda r=region: number(r, forms.E164), Personal.PHONE, f"{region} E164")
        yield _case("Téléphone", lambda r=region: number(r, forms.NATIONAL), Personal.PHONE, f"{region} told")
    for region in ("FR", "BE", "CH", "US", "CA", "GB", "DE", "NL"):
        yield _case(
            "Où vous joindre", lambda r=region: number(r, forms.NATIONAL), Personal.PHONE, f"{region} home"
        )


def _addresses(chance: random.Random, fakers: dict[str, Any]) -> Iterator[Case]:
    for locale, fake in fakers.items():
        yield _case("Livraison", lambda f=fake: f.address().replace("\n", ", "), Personal.ADDRESS, locale)
        yield _case("Q4", lambda f=fake: f.address(), Personal.ADDRESS, f"{locale} on one line")
        yield _case("Adresse postale", lambda f=fake: f.street_address(), Personal.ADDRESS, f"{locale} told")


def _ips(chance: random.Random, fakers: dict[str, Any]) -> Iterator[Case]:
    fake = fakers["en_US"]
    for number in range(20):
        yield _case("Poste", fake.ipv4_public, Personal.IP, f"public {number}")
        yield _case("Source", fake.ipv4_private, Personal.IP, f"private {number}")
        yield _case("Connexion", fake.ipv6, Personal.IP, f"v6 {number}")


def _births(chance: random.Random, fakers: dict[str, Any]) -> Iterator[Case]:
    forms = ("%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y", "%d-%m-%Y", "%Y/%m/%d")
    today = date(2025, 6, 1)
    for number, (low, high) in enumerate(((18, 90), (16, 80), (20, 65), (18, 75), (25, 95))):
        for form in forms:

            def born(form: str = form, low: int = low, high: int = high) -> str:
                day = today - timedelta(days=chance.randint(low * 365, high * 365))
                return day.strftime(form)

            yield _case("Né(e) le jour", born, Personal.BIRTH_DATE, f"{form} {number}")
            yield _case("Date de naissance", born, Personal.BIRTH_DATE, f"{form} {number} told")


def _id_numbers(chance: random.Random, fakers: dict[str, Any]) -> Iterator[Case]:
    national = {
        "fr_FR": fakers["fr_FR"].ssn, "es_ES": fakers["es_ES"].nif, "it_IT": fakers["it_IT"].ssn,
        "pt_BR": fakers["pt_BR"].cpf, "pl_PL": fakers["pl_PL"].pesel, "en_US": fakers["en_US"].ssn,
        "fr_CH": fakers["fr_CH"].ssn,
    }  # fmt: skip
    for locale, make in national.items():
        for header in ("Dossier", "Q5", "Carte"):
            yield _case(header, make, Personal.ID_NUMBER, f"{locale} national")
    for locale in (
        "fr_FR",
        "de_DE",
        "it_IT",
        "es_ES",
        "nl_NL",
        "en_GB",
        "nl_BE",
        "pt_PT",
        "pl_PL",
        "de_AT",
        "fr_CH",
    ):
        fake = fakers[locale]
        for header in ("Virement", "Q6", "Compte à créditer"):
            yield _case(header, lambda f=fake: f.iban(), Personal.ID_NUMBER, f"{locale} iban")


def _look_alikes(chance: random.Random, fakers: dict[str, Any]) -> Iterator[Case]:
    fr, us = fakers["fr_FR"], fakers["en_US"]
    start = date(2024, 1, 1)
    brands = BRANDS.split(", ")
    run = iter(range(10**9))

    def ean() -> str:
        digits = f"{chance.choice((30, 37, 40, 50, 87))}{chance.randint(0, 10**10 - 1):010d}"
        total = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits))
        return f"{digits}{-total % 10}"

    def siren() -> str:
        digits = f"{chance.randint(10_000_000, 99_999_999)}"
        return digits + luhn.calc_check_digit(digits)

    def stamp() -> str:
        moment = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=chance.randint(0, 86_400 * 300))
        return moment.strftime("%d/%m/%Y %H:%M:%S")

    def day(years: int) -> Callable[[], str]:
        return lambda: (start - timedelta(days=chance.randint(0, years * 365))).strftime("%d/%m/%Y")

    made: list[tuple[str, Callable[[], str]]] = [
        (
            "Référence",
            lambda: f"{chance.choice('ABCDEF')}{chance.randint(10, 99)}-{chance.randint(1000, 9999)}",
        ),
        ("Article", lambda: f"{chance.randint(0, 9999):04d}-{chance.randint(0, 999):03d}"),
        ("Prix payé", lambda: f"{chance.randint(1, 900)},{chance.randint(0, 99):02d} €"),
        ("Montant", lambda: f"{chance.uniform(5, 90_000):.2f}"),
        ("Budget", lambda: f"{chance.randint(1, 900)} {chance.randint(0, 999):03d}"),
        ("Horodateur", stamp),
        ("Date de l’achat", day(3)),
        ("Date de réponse", day(1)),
        ("Client depuis", day(20)),
        ("Date de construction", day(70)),
        ("Date d’embauche", day(30)),
        ("Version", lambda: ".".join(str(chance.randint(0, 12)) for _ in range(4))),
        ("Logiciel", lambda: ".".join(str(chance.randint(0, 20)) for _ in range(4))),
        ("Application", lambda: ".".join(str(chance.randint(0, 15)) for _ in range(4))),
        ("Numéro de commande", lambda: f"{2_024_000_000 + next(run)}"),
        ("Commande", lambda: f"0{100_000_000 + 3 * next(run)}"),
        ("Ticket", lambda: f"{chance.randint(10**9, 10**10 - 1)}"),
        ("Suivi", lambda: f"{chance.randint(10**11, 10**12)}"),
        ("Code-barres", ean),
        ("ISBN", lambda: us.isbn10(separator="")),
        ("Livre", us.isbn13),
        ("SIREN", siren),
        ("Fournisseur", siren),
        ("Marque citée", lambda: chance.choice(brands)),
        ("Quelle enseigne", lambda: chance.choice(brands)),
        ("Votre préférée", lambda: chance.choice(brands)),
        ("Ville", fr.city),
        ("Où habitez-vous", fr.city),
        ("Lieu", us.city),
        ("Destination", fr.country),
        ("Pays", fr.country),
        ("Département", fr.department_name),
        ("Métier", fr.job),
        ("Profession exercée", us.job),
        ("Que faites-vous", fr.job),
        ("Couleur", fr.color_name),
        ("Teinte", us.color_name),
        ("Employeur", us.company),
        ("Code postal", fr.postcode),
        ("Coût", lambda: f"{chance.randint(0, 99)}.{chance.randint(0, 99):02d}"),
        ("Année", lambda: str(chance.randint(1940, 2006))),
        ("Naissance (année)", lambda: str(chance.randint(1940, 2006))),
        ("Âge", lambda: str(chance.randint(18, 90))),
        ("Note", lambda: str(chance.randint(0, 10))),
        ("Site visité", us.url),
        ("Pseudo", lambda: f"@{us.user_name()}"),
        ("Mot-dièse", lambda: f"#{us.word()}"),
        ("Heure", us.time),
        ("Durée", lambda: f"{chance.randint(0, 59):02d}:{chance.randint(0, 59):02d}"),
        ("Empreinte", lambda: us.sha1()[:12]),
        ("Identifiant", us.uuid4),
        ("Navigateur", us.user_agent),
        ("Plaque", us.license_plate),
        ("Avis", lambda: us.sentence(nb_words=9)),
        ("Commentaire", lambda: fr.sentence(nb_words=12)),
        ("Produit", us.catch_phrase),
        ("Coordonnées bancaires ?", lambda: chance.choice(["oui", "non"])),
        ("Mesure", lambda: f"{chance.randint(100, 999)}-{chance.randint(100, 999)}"),
        ("Poids", lambda: f"{chance.uniform(40, 120):.1f} kg"),
        ("Format", lambda: f"{chance.randint(10, 99)} x {chance.randint(10, 99)} cm"),
        ("Mois", fr.month_name),
        ("Jour", us.day_of_week),
        ("Langue", us.language_name),
        (
            "Réponse longue",
            lambda: f"Je prends {chance.randint(2, 9)} cafés par jour, {us.word()} {us.word()}",
        ),
        ("Distance", lambda: f"à {chance.randint(1, 40)} km, place du marché"),
    ]
    for number in range(3):
        for header, make in made:
            yield _case(header, make, None, f"look-alike {number}")


def _headers_that_mislead(chance: random.Random, fakers: dict[str, Any]) -> Iterator[Case]:
    made: list[tuple[str, Callable[[], str]]] = [
        ("Adresse connue ?", lambda: chance.choice(["oui", "non"])),
        ("E-mail reçu ?", lambda: chance.choice(["oui", "non", "je ne sais pas"])),
        ("Téléphone utilisé", lambda: chance.choice(["Android", "iPhone", "autre"])),
        ("Nom de la marque", lambda: chance.choice(["Alpha", "Bêta", "Gamma"])),
        ("Mobile", lambda: chance.choice(["travail", "loisir"])),
        ("Naissance d’un enfant", lambda: chance.choice(["oui", "non"])),
        ("Contact préféré", lambda: chance.choice(["courrier", "visite", "appel"])),
    ]
    for header, make in made:
        yield _case(header, make, None, "misleading header")
