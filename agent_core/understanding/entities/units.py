"""Currencies and units as they are written in four languages, and words for large numbers."""

# ruff: noqa: E501

from collections.abc import Mapping

from agent_core.planning.local.bag import bag

SIGNS: Mapping[str, str] = {
    "€": "EUR", "£": "GBP", "$": "USD", "US$": "USD", "¥": "JPY", "₹": "INR", "₽": "RUB", "₺": "TRY", "zł": "PLN",
    "A$": "AUD", "C$": "CAD", "₩": "KRW", "R$": "BRL", "₿": "BTC",
}  # fmt: skip
CODES = bag("EUR USD GBP CHF JPY CAD AUD NZD SEK NOK DKK PLN CZK HUF INR CNY MXN ARS BRL COP CLP PEN TRY RUB ZAR BTC")
# What is written behind a number, in all four languages; without accents, in lower case.
WORDS: Mapping[str, str] = {
    "EUR": "euro euros eur", "USD": "dollar dollars dolar dolares bucks usd", "GBP": "pound pounds quid libras livres pfund",
    "CHF": "franken francs franc chf", "ct": "cent cents centimes centimos cts", "MXN": "pesos peso", "JPY": "yen yenes yens",
    "INR": "rupees rupee rupien rupias roupies",
    "%": "% percent prozent porciento pourcent", "°C": "°c degrees grad grados degres °", "°F": "°f fahrenheit",
    "km": "km kilometer kilometers kilometre kilometres kilometern kilometros", "km/h": "km/h kmh", "mi": "mile miles mi meilen millas",
    "m": "m meter meters metre metres metern metro metros", "cm": "cm centimeter centimeters centimetre centimetres zentimeter centimetros",
    "mm": "mm millimeter millimeters millimetres milimetros", "ft": "ft feet foot", "inch": "inch inches zoll pulgadas pouces",
    "m²": "m² m2 sqm quadratmeter", "ha": "ha hectares hektar hectareas",
    "kg": "kg kilo kilos kilogram kilograms kilogramm kilogramme kilogrammes kilogramos", "g": "g gram grams gramm grammes gramme gramos gr",
    "mg": "mg milligrams milligramm miligramos milligrammes", "t": "tonnes tons tonnen toneladas tonne", "lb": "lb lbs libra", "oz": "oz ounces ounce unzen onzas onces",
    "l": "l liter liters litre litres litern litro litros", "ml": "ml milliliter milliliters millilitres mililitros", "cl": "cl",
    "GB": "gb gigabyte gigabytes", "MB": "mb megabyte megabytes", "TB": "tb terabyte terabytes", "kB": "kb kilobytes",
    "kWh": "kwh", "W": "watt watts vatios", "V": "volt volts voltios", "kcal": "kcal calories kalorien calorias", "MW": "mw",
}  # fmt: skip
SCALES: Mapping[str, int] = {
    **dict.fromkeys(("k", "thousand", "tausend", "mil", "mille"), 1_000),
    **dict.fromkeys(("m", "mio", "million", "millions", "millionen", "millon", "millones"), 1_000_000),
    **dict.fromkeys(("bn", "mrd", "billion", "milliarden", "milliarde", "milliard", "milliards"), 1_000_000_000),
}
