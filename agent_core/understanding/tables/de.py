"""German (see ../cues.py for what each field holds)."""

# ruff: noqa: E501

from agent_core.planning.local.bag import bag
from agent_core.understanding.cues import Table

TABLE = Table(
    common=bag(
        "der die das den dem des ein eine einen einem einer eines zu zum zur mein meine meinen meinem meiner dein deine "
        "deinen mich mir dich dir uns ihm ihr ihn euch ich du er sie es wir ist sind war waren bin bist hat habe haben hatte "
        "wird werden wurde im in am an auf aus bei mit nach von vom vor für um über unter bis seit gegen ohne durch und oder "
        "aber dass ob wenn weil als wie was wer wann wo warum wieso welche welcher welches wieviel viel viele nicht kein "
        "keine nichts etwas auch noch nur schon mal doch so sehr bitte danke hallo ja nein erinnere erinner zeig schick "
        "schreib ruf such trag setz lösch mach gib sag kannst könntest kann muss soll will möchte morgen heute gestern "
        "guten tag abend woche monat uhr jetzt hier da dann gut super geht gibt steht alle alles diese dieser dieses"
    ),
    spelling=r"[äöüß]|\b\w+(?:ung|ungen|keit|heit|lich|isch|chen|schaft)\b|\bge\w{3,}t\b|\b\w*sch\w*\b|\bei\w+|\b\w{3,}en\b",
    polite=r"bitte|hallo|hey|hi|ok|okay|also|und|dann|jetzt|so|gut|guten (?:morgen|tag|abend)|danke|mal|schnell",
    acts=bag(
        "erinnere erinner zeig zeige such suche finde find schick schicke sende send ruf rufe buch buche erstelle erstell mach "
        "mache schreib schreibe lies lese sag sage gib setz setze stell stelle plan plane lösch lösche entferne storniere "
        "verschieb verschiebe ändere änder markiere öffne öffnen schließ schließe starte start stopp stoppe fass fasse übersetz "
        "übersetze antworte leite leit erklär erkläre vergleich vergleiche prüf prüfe schau trag trage füg füge speicher "
        "speichere notier notiere merk merke bestell bestelle kauf kaufe bezahl bezahle überweis überweise lade lad teil teile "
        "druck drucke spiel spiele schalt schalte hol hole bring bringe hak hake beende wiederhole berechne rechne konvertiere "
        "zähl zähle sortiere exportiere importiere benenne bearbeite korrigiere kürze nimm behalte leere archiviere weck wecke "
        "hilf empfiehl schlag schlage bereite recherchiere frag frage benachrichtige informiere kontaktiere vereinbare leg lege "
        "organisiere reserviere reservier sperr aktiviere deaktiviere nenne liste vergiss brich sorge lass führe bestätige ergänze hinterlege "
        "verbinde melde kopiere streiche streich sag's zeig's mach's wähle wähl tu"
    ),
    acting=r"(?:kannst|könntest|würdest|magst|kann|könnten|können|würden|willst) (?:du|sie|ihr)(?: bitte| mir| mal| uns| mich| den| die| das| dem| ein| eine| einen)?(?! mensch| hören)"
    r"|ich (?:möchte|will|hätte gern|brauche), dass|ich möchte (?:einen|eine|ein|den|die|das)? ?\w* (?:\w+ )*(?:anlegen|buchen|löschen|absagen|verschieben|erstellen|sehen|hinzufügen|bestellen|ändern)|(?:neue |neuer )?(?:aufgabe|notiz|erinnerung|termin)\s*:|[A-ZÄÖÜ][\wäöüß-]+(?: \w+)?(?: \w+)? (?:kaufen|anrufen|bezahlen|abholen|bestellen|buchen|schreiben|bringen|putzen|waschen|holen|schicken|erledigen|kündigen|verlängern|absagen)$|vergiss es|schon gut|lass uns|bitte nicht",
    asking=r"was|wer|wen|wem|wessen|welche[rnsm]?|wann|wo|woher|wohin|warum|wieso|weshalb|wozu|wie|wieviele?|womit|worüber|worum|wofür|wovon|ist|sind|war|waren|hat|haben|habe|hast|hatte|gibt(?:'s| es)?|steht|stehen|darf|dürfen|muss|müssen|soll|sollen|sollte|kann|können|wird|werden|würde|liegt|liegen|kommt|kommen|geht|gehen|weißt|weiß|bin|bist|lohnt|kostet|stimmt|fährt|läuft|findet|enthält|sagt|"
    r"sag mir,? (?:was|wer|wann|wo|warum|wie|ob|welche)|weißt du|ich (?:möchte|will) wissen|laut",
    small_talk=(
        r"hallo+|hi|hey|moin(?: moin)?|servus|grüezi|grüß (?:gott|dich)|guten? (?:morgen|tag|abend|nacht)|morgen|schön(?:en|es) (?:guten )?(?:tag|abend|wochenende|feierabend|gruß|grüße)(?: noch| dir| euch)*",
        r"zusammen|nochmal|wieder|alle|leute|du|dir|euch|ihnen|noch|auch",
        r"(?:vielen|besten|herzlichen|tausend|lieben)? ?(?:dank|danke)(?: schön| dir| sehr| vielmals| nochmal| euch| ihnen)*|dankeschön|merci|gern geschehen|bitte(?: schön| sehr)|kein problem|keine ursache",
        r"tschüss?|tschüs|ciao|auf wieder(?:sehen|hören)|bis (?:bald|dann|später|gleich|morgen|nachher)|mach'?s gut|schlaf gut|gute nacht",
        r"wie geht(?:'s|s| es)?(?: dir| ihnen| euch)?(?: heute)?|was geht|alles (?:gut|klar)(?: bei dir)?|na|freut mich|und dir",
        r"(?:bist|sind) (?:du|sie) (?:ein |eine |echt )?(?:echter |echte )?(?:mensch|roboter|maschine|bot|computer|ki|echt|da)|wer bist du|wie heißt du",
        r"ok(?:ay)?|ja|nein|klar|gut|genau|super|toll|prima|alles klar|verstehe|verstanden|haha+|wow|oh|ach so|aha|cool|herzlichen glückwunsch|frohe weihnachten|entschuldigung|sorry|tut mir leid",
    ),
    problem=r"\b(?:funktioniert|geht|klappt|lädt|reagiert|startet|öffnet|synchronisiert|läuft|kommt|kam|kommen|kamen|speichert|verbindet|erscheint|druckt|spielt|sendet|funktionieren|gehen|klappte|ging|wird|wurde|ist|sind)\b(?: \S+){0,4}? (?:nicht|nie|nicht mehr|gar nicht|kein\w*)\b(?! (?:mein|so|ganz|schlecht|übel|zu|dein|gut|besonders|viel|sehr|mehr lange))"
    r"|\b(?:kann|konnte|lässt|lassen|ließ) (?:\S+ ){0,4}?(?:nicht|nichts|kein\w*)(?: mehr)? (?:\S+ )?(?:anmelden|einloggen|öffnen|hochladen|herunterladen|verbinden|zugreifen|sehen|finden|speichern|senden|löschen|laden|hören|abspielen|erreichen|starten|bearbeiten|drucken)\b"
    r"|\bstürzt\b|\babgestürzt\b|\babsturz|\bfehler(?:meldung|code)?\b(?! (?:in|im) (?:dokument|text))|\bkaputt\b|\bdefekt\b|\bhängt(?: sich)?\b(?= (?:sich|fest|immer|ständig|seit)|$)|\bverschwunden\b|\bsind weg\b|\bist weg\b|\bpassiert nichts\b|\bnichts passiert\b|\bproblem(?:e)? (?:mit|beim|bei)\b|\bfehlgeschlagen\b|\bschlägt fehl\b|\bdoppelt\b|\beingefroren\b|\bverloren gegangen\b|\bbleibt (?:hängen|leer|stehen|weiß|schwarz)\b",
    feedback=r"(?:das|dies|es) (?:war|ist) (?:\w+ )?(?:\w+ )?(?:hilfreich|nützlich|super|toll|perfekt|falsch|schlecht|klasse|großartig|nutzlos|unsinn|quatsch|genau|verwirrend|nervig|prima|gut|nicht richtig|nicht hilfreich)|(?:super|gute|tolle|prima|klasse|schlechte|perfekte|falsche|großartige|starke|sehr gute) (?:antwort|arbeit|zusammenfassung|idee|leistung|sache|erklärung)|gut gemacht|perfekt|ich (?:mag|liebe|hasse|finde) (?:es|das|die|dich|deine|wie|den)|es wäre (?:schön|toll|gut|super|besser|hilfreich)|wäre (?:schön|toll|gut|super)|du (?:bist|solltest|könntest auch) (?:\w+ )?(?:super|toll|der beste|die beste|zu|so|nicht|hilfreich|nutzlos|langsam)|schade, dass|ich wünschte|falsche antwort|genau (?:das|was)|nutzlos",
    judged=r"\b(?:deine|die|der|das|dein|ihre) (?:\w+ )?(?:antwort(?:en)?|zusammenfassung(?:en)?|erklärung(?:en)?|vorschl(?:ag|äge)|stimme|assistent|app|übersetzung|oberfläche|design)\b.{0,25}\b(?:ist|sind|war|waren|klingt|könnte)\b.{0,20}\b(?:zu|lang|kurz|gut|schlecht|falsch|hilfreich|nützlich|langsam|besser|super|toll|unklar|verwirrend|perfekt)\b|\b(?:sehr|wirklich|echt) (?:hilfreich|nützlich)\b|\bdas habe ich gesucht\b|\bwas ich (?:gesucht|gebraucht|wollte)\b|\bsehr geholfen\b",
    telling=r"ich|wir|er|sie|es|der|die|das|ein|eine|mein|meine|unser|unsere|sein|seine|ihr|ihre|dein|deine|dies\w*|heute|gestern|morgen|am|im|in|seit|nach|weil|übrigens|man|niemand|alle|beide|hier|dort|nächste\w*|letzte\w*",
    titles=r"Herrn?|Frau|Dr|Prof|Professor|Doktor|Onkel|Tante|Oma|Opa",
    to_person=r"mit|an|von|bei|für|ruf|rufe|frag|frage|schick|schicke|schreib|schreibe|sag|sage|hat|ist|und|zu|zum|informiere|triff|treffen|kann|kommt|wird|namens|freund|freundin|schwester|bruder|mutter|vater|mann|sohn|tochter|kollege|kollegin|chef|chefin|nachbar|nachbarin|meine|dein|mein|war|lade|besuche|hilf|dass|erinnere",
    does=r"hat|ist|sagt|sagte|schreibt|schrieb|wohnt|kommt|will|wollte|meint|meinte|kann|war|ruft|rief|braucht|arbeitet|und|unter|frei|möchte|bescheid",
    to_place=r"in|nach|aus|von|bei|über|bis|um|für|zwischen|ab|via|richtung|durch|gegenüber|im",
    addresses=r"\b(?:[A-ZÄÖÜ][\wäöüß-]*(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|ufer|damm)|(?:[A-ZÄÖÜ]\w+ )(?:Straße|Str\.|Weg|Platz|Allee|Gasse)) \d{1,4} ?[a-z]?\b",
    nouns_are_capitalised=True,
    doubtful=bag(
        "wolf ernst mai sommer winter herbst rosa will frank kai christ can sonne stern blume roman lang klein groß kurz "
        "koch müller bauer becker schmied fischer jäger schneider wagner weber richter berg stein bach feld wald vogel hahn "
        "essen halle hof wesel singen haus weihnachten ostern markt bad gut mark franken hameln wissen fürth moers regen bergen enger hürth lehrte werl worms "
        "zug baden rheine hagen hamm mitte weiden wiesen aue lage buchen senden waren lahr weil burg stadt neustadt garten ring "
        "norden süden westen osten leer marl wedel unna lehre bund nord süd ost west mode kreuz linie reise start ziel platz "
        "sol an ali so da do my sie ich du er wir was wer wie das die der den dem ein eine mann frau kind engel "
        "ruf brief post bank bruder vater mutter opa oma tag montag dienstag mittwoch donnerstag freitag samstag sonntag "
        "januar februar märz april juni juli august september oktober november dezember rat raum zeit buch karte band polen"
    ),
)
