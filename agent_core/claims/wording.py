"""What is said in place of a claim that nothing bears out. Every sentence here passes the check itself."""

from collections.abc import Mapping

NOT_DONE: Mapping[str, Mapping[str, str]] = {
    "en": {
        "none": "I have not done that: {what}.",
        "part": "Not all of that was done: {what}.",
        "failed": "That did not work: {what}.",
        "refused": "That was not allowed: {what}.",
        "skipped": "That was not carried out: {what}.",
        "earlier": "I have not done that again just now: {what} in this turn.",
        "unknown": "It is not known whether that was done: please check before you repeat it.",
        "and": " and ",
    },
    "de": {
        "none": "Das habe ich nicht getan: {what}.",
        "part": "Davon wurde nicht alles getan: {what}.",
        "failed": "Das hat nicht geklappt: {what}.",
        "refused": "Das war nicht erlaubt: {what}.",
        "skipped": "Das wurde nicht ausgeführt: {what}.",
        "earlier": "Das habe ich jetzt nicht noch einmal getan: {what}.",
        "unknown": "Es ist nicht bekannt, ob das getan wurde: Bitte prüfe es, bevor du es wiederholst.",
        "and": " und ",
    },
    "es": {
        "none": "No lo he hecho: {what}.",
        "part": "No se ha hecho todo: {what}.",
        "failed": "No ha funcionado: {what}.",
        "refused": "No estaba permitido: {what}.",
        "skipped": "No se ha llevado a cabo: {what}.",
        "earlier": "Ahora no lo he hecho de nuevo: {what}.",
        "unknown": "No se sabe si se hizo: compruébalo antes de repetirlo.",
        "and": " y ",
    },
    "fr": {
        "none": "Je ne l'ai pas fait : {what}.",
        "part": "Tout n'a pas été fait : {what}.",
        "failed": "Cela n'a pas fonctionné : {what}.",
        "refused": "Ce n'était pas autorisé : {what}.",
        "skipped": "Cela n'a pas été exécuté : {what}.",
        "earlier": "Je ne l'ai pas refait maintenant : {what}.",
        "unknown": "On ne sait pas si cela a été fait : vérifiez avant de recommencer.",
        "and": " et ",
    },
}
WHAT: Mapping[str, Mapping[str, str]] = {
    "en": {
        "send": "no message was sent", "post": "nothing was posted", "call": "nobody was called",
        "pay": "nothing was paid or ordered", "book": "nothing was booked", "keep": "nothing was saved",
        "keep reminder": "no reminder was set", "keep note": "no note was saved", "keep task": "no task was added",
        "keep event": "nothing was put into the calendar", "change": "nothing was changed",
        "remove": "nothing was deleted or cancelled", "undo": "nothing was taken back",
        "look": "nothing was looked up", "any": "nothing was done",
    },
    "de": {
        "send": "es wurde keine Nachricht gesendet", "post": "es wurde nichts veröffentlicht",
        "call": "es wurde niemand angerufen", "pay": "es wurde nichts bezahlt oder bestellt",
        "book": "es wurde nichts gebucht", "keep": "es wurde nichts gespeichert",
        "keep reminder": "es wurde keine Erinnerung gestellt", "keep note": "es wurde keine Notiz gespeichert",
        "keep task": "es wurde keine Aufgabe angelegt", "keep event": "es wurde nichts in den Kalender eingetragen",
        "change": "es wurde nichts geändert", "remove": "es wurde nichts gelöscht oder abgesagt",
        "undo": "es wurde nichts rückgängig gemacht", "look": "es wurde nirgends nachgesehen",
        "any": "es wurde nichts getan",
    },
    "es": {
        "send": "no se ha enviado ningún mensaje", "post": "no se ha publicado nada",
        "call": "no se ha llamado a nadie", "pay": "no se ha pagado ni pedido nada",
        "book": "no se ha reservado nada", "keep": "no se ha guardado nada",
        "keep reminder": "no se ha creado ningún recordatorio", "keep note": "no se ha guardado ninguna nota",
        "keep task": "no se ha añadido ninguna tarea", "keep event": "no se ha puesto nada en el calendario",
        "change": "no se ha cambiado nada", "remove": "no se ha borrado ni cancelado nada",
        "undo": "no se ha deshecho nada", "look": "no se ha consultado nada", "any": "no se ha hecho nada",
    },
    "fr": {
        "send": "aucun message n'a été envoyé", "post": "rien n'a été publié", "call": "personne n'a été appelé",
        "pay": "rien n'a été payé ni commandé", "book": "rien n'a été réservé", "keep": "rien n'a été enregistré",
        "keep reminder": "aucun rappel n'a été créé", "keep note": "aucune note n'a été enregistrée",
        "keep task": "aucune tâche n'a été ajoutée", "keep event": "rien n'a été mis dans l'agenda",
        "change": "rien n'a été modifié", "remove": "rien n'a été supprimé ni annulé", "undo": "rien n'a été rétabli",
        "look": "rien n'a été consulté", "any": "rien n'a été fait",
    },
}  # fmt: skip


def what_is_not(language: str, act: str, things: tuple[str, ...]) -> str:
    said = WHAT[language]
    act = {"put": "keep", "alter": "change"}.get(act, act)
    return said.get(f"{act} {things[0]}" if things else act) or said[act]
