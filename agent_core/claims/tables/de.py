"""German. An entry is: participle, infinitive, first person's present (`leite_weiter` where its prefix stands apart)."""

# ruff: noqa: E501

from collections.abc import Sequence

from agent_core.claims.language import Forms, Mood, Table


def forms(words: Sequence[str]) -> Forms:
    found: dict[str, list[Mood]] = {}
    moods: tuple[Mood, Mood, Mood] = ("participle", "base", "present")
    for field, mood in zip(words, moods, strict=False):
        for word in field.split("/"):
            if word != "-":
                found.setdefault(word, []).append(mood)
    return found


VERBS = {
    "send": """
gesendet/gesandt senden sende
geschickt schicken schicke
versendet/versandt versenden versende
verschickt verschicken verschicke
abgeschickt abschicken schicke_ab
abgesendet/abgesandt absenden sende_ab
zugeschickt/zugesendet/zugesandt zuschicken/zusenden schicke_zu
losgeschickt losschicken schicke_los
rausgeschickt rausschicken schicke_raus
weitergeleitet weiterleiten leite_weiter
weitergegeben weitergeben gebe_weiter
gemailt mailen maile =mail
gesimst simsen simse =sms
benachrichtigt benachrichtigen benachrichtige !
verständigt verständigen verständige
informiert informieren informiere
eingeladen einladen lade_ein
kontaktiert kontaktieren kontaktiere
angeschrieben anschreiben schreibe_an
beantwortet beantworten beantworte ~
geantwortet - -
übermittelt übermitteln übermittle
zugestellt zustellen -
ausgeliefert - -
geteilt teilen teile ~
geschrieben schreiben schreibe ~
eingereicht einreichen reiche_ein
gegeben geben gebe +bescheid
gesagt sagen sage +bescheid !
""",
    "post": """
gepostet posten poste
veröffentlicht veröffentlichen veröffentliche
""",
    "call": """
angerufen anrufen rufe_an
telefoniert telefonieren -
""",
    "pay": """
bezahlt bezahlen bezahle
gezahlt zahlen zahle
beglichen begleichen begleiche
überwiesen überweisen überweise
gekauft kaufen kaufe
aufgegeben aufgeben gebe_auf ~
bestellt bestellen bestelle
erstattet erstatten -
""",
    "book": """
gebucht buchen buche
reserviert reservieren reserviere
angemeldet anmelden melde_an
registriert registrieren registriere
abonniert abonnieren abonniere
bestätigt bestätigen - ~
""",
    "keep": """
gespeichert speichern speichere
abgespeichert abspeichern speichere_ab
gesichert sichern sichere
notiert notieren notiere
aufgeschrieben aufschreiben schreibe_auf
gemerkt merken merke ~
vermerkt vermerken vermerke
festgehalten festhalten halte_fest ~
abgelegt ablegen lege_ab
angelegt anlegen lege_an
erstellt erstellen erstelle ~
erzeugt erzeugen erzeuge ~
hinzugefügt hinzufügen füge_hinzu ~
ergänzt ergänzen ergänze ~
aufgenommen aufnehmen nehme_auf ~
hochgeladen hochladen lade_hoch
importiert importieren importiere
protokolliert protokollieren -
gemacht machen mache ~
""",
    "put": """
eingetragen eintragen trage_ein
eingerichtet einrichten richte_ein ~
eingestellt einstellen stelle_ein ~
gestellt stellen stelle ~
gesetzt setzen setze ~
geplant planen plane
eingeplant einplanen plane_ein
angesetzt ansetzen setze_an
vereinbart vereinbaren vereinbare ~
festgelegt festlegen lege_fest ~
geblockt/blockiert blocken/blockieren blocke ~
vorgemerkt vormerken merke_vor
erinnert erinnern erinnere =reminder !
geweckt wecken wecke =reminder !
""",
    "alter": """
aktualisiert aktualisieren aktualisiere ~
geändert ändern ändere ~
bearbeitet bearbeiten bearbeite ~
angepasst anpassen passe_an ~
""",
    "change": """
verschoben verschieben verschiebe
verlegt verlegen verlege
vorgezogen vorziehen ziehe_vor
umbenannt umbenennen benenne_um
markiert markieren markiere ~
abgehakt abhaken hake_ab
abgeschlossen abschließen schließe_ab ~
verlängert verlängern verlängere ~
zugewiesen zuweisen weise_zu
archiviert archivieren archiviere
ersetzt ersetzen ersetze ~
""",
    "remove": """
gelöscht löschen lösche
entfernt entfernen entferne ~
gestrichen streichen streiche ~
storniert stornieren storniere
abgesagt absagen sage_ab
abbestellt abbestellen bestelle_ab
gekündigt kündigen kündige
verworfen verwerfen verwerfe
""",
    "undo": """
zurückgenommen zurücknehmen nehme_zurück
wiederhergestellt wiederherstellen stelle_her
zurückgesetzt zurücksetzen setze_zurück
gemacht machen mache +rückgängig
""",
    "look": """
nachgesehen nachsehen sehe_nach ~
nachgeschaut nachschauen schaue_nach ~
durchsucht durchsuchen durchsuche ~
gesucht suchen - ~
geprüft/überprüft prüfen/überprüfen prüfe/überprüfe ~
durchgesehen durchsehen sehe_durch ~
gelesen lesen - ~
""",
    "any": """
erledigt erledigen erledige
ausgeführt ausführen führe_aus ~
getan tun -
veranlasst veranlassen veranlasse
organisiert organisieren organisiere ~
eingeschaltet/angeschaltet einschalten/anschalten schalte_ein/schalte_an
ausgeschaltet ausschalten schalte_aus
aktiviert aktivieren aktiviere
deaktiviert deaktivieren deaktiviere
installiert installieren installiere
heruntergeladen herunterladen -
gedruckt drucken - ~
geregelt regeln regle
""",
}

PHRASES = {
    "any bare": """
hab/habe ich gemacht
habe das gemacht
fertig
geschafft
schon passiert
wird gemacht
wird erledigt
""",
    "any will": """
ich arbeite daran
ich bin dran
ich kümmere mich
ich mache das
mache ich
""",
    "any state": """
ist _ passiert
ist _ geschehen
""",
    "send subject": """
ist raus/unterwegs/rausgegangen/angekommen/draußen
sind raus/unterwegs/rausgegangen/draußen
geht raus
ging raus
ging heraus
""",
    "pay state": """
zahlung ist durch
zahlung ging durch
""",
    "put subject": """
steht
steht fest
""",
    "keep state": """
steht _ auf/in/im @list/@event/@task/@note
stehen _ auf/in/im @list/@event/@task/@note
ist _ auf/in/im @list/@event
ist _ notiert
""",
    "put will": """
du bekommst _ erinnerung/benachrichtigung/nachricht
du erhältst _ erinnerung/benachrichtigung/nachricht
gebe _ bescheid
sage _ bescheid
halte dich _ laufenden
melde mich
behalte _ im auge
""",
}

TABLE = Table(
    code="de",
    forms=forms,
    verbs=VERBS,
    phrases=PHRASES,
    things={
        "task": "aufgabe aufgaben todo todos to-do to-dos",
        "note": "notiz notizen vermerk",
        "reminder": "erinnerung erinnerungen wecker timer benachrichtigung benachrichtigungen",
        "event": "termin termine besprechung besprechungen meeting meetings kalender treffen ereignis veranstaltung "
        "verabredung kalendereintrag",
        "mail": "mail mails email emails e-mail e-mails postfach posteingang",
        "sms": "sms",
        "chat": "slack telegram whatsapp discord kanal teams",
        "message": "nachricht nachrichten antwort einladung einladungen newsletter",
        "document": "dokument dokumente dokumenten datei dateien ordner pdf anhang unterlagen",
        "money": "rechnung rechnungen zahlung überweisung bestellung betrag abo",
        "booking": "buchung reservierung tisch flug flüge hotel zimmer ticket tickets platz plätze",
        "list": "liste listen",
        "web": "web internet netz",
        "thing": "eintrag einträge änderung änderungen anfrage bericht passwort foto fotos formular konto einstellung "
        "einstellungen daten vertrag licht kopie",
    },
    compounds=True,
    me="ich wir",
    have="habe hab haben hatte hatten",
    be="ist sind wurde wurden wird werden wirst bist war waren worden sei",
    before="jetzt nun schon bereits auch soeben gerade eben erfolgreich noch wieder gleich sofort dann damit hiermit "
    "dir dich euch ihnen sie es das alles beides gerne automatisch wunschgemäß heute direkt mir",
    no="nicht nie niemals kein keine keinen keinem keiner nichts niemand niemanden weder ohne kaum nirgends",
    maybe="kann könnte können könnten konnte konnten soll sollte sollen darf dürfte muss müsste will wollte möchte möchtest mag "
    "würde würden versucht versuche brauche bitte gern gerne ob vielleicht falls gescheitert fehlgeschlagen",
    when="wenn falls sobald sofern bis ob nachdem bevor während sollte solange",
    others="du er sie ihr man jemand wer",
    the="der die das den dem des ein eine einen einem einer dein deine deinen deinem deiner ihre ihren ihrem ihrer ihr euer eure "
    "mein meine meinen unser unsere dieser diese dieses diesen alle beide zwei drei vier fünf neue neuer neues jede",
    yours="dein deine deinen deinem deiner ihre ihren ihrem ihrer eure euren eurem",
    it="es das dies alles beides sie er diese du",
    lead="ja okay ok gut super prima perfekt toll alles klar also und nun jetzt ich wir kann dir mitteilen bestätigen sagen dass "
    "wie gewünscht gewünschten gerne natürlich selbstverständlich hallo danke bitteschön so damit hiermit außerdem auch zudem "
    "soeben gerade eben schon bereits erfolgreich gute nachricht nachrichten keine sorge zur info auch dann",
    joins="und aber oder denn sodass damit obwohl sowie",
    into="in im ins auf an zu zur als unter",
    by="von durch",
    past="gestern letzte letzten letztes letzter vor januar februar märz april mai juni juli august september oktober november "
    "dezember damals",
    earlier="vorhin bereits schon gestern vorher zuvor eben ja früher",
    wait="bitte nenne nenn sag gib bestätige brauche kann könnte möchtest soll erst gern gerne",
    one="ein eine einen",
    told="sagt sagte schreibt schrieb steht laut zufolge heißt berichtet meldet behauptet erklärt erwähnt gemäß",
    ask="hast habe haben ist sind wurde wurden soll sollen kann kannst können darf möchtest willst wird wer was wann wo wie warum "
    "welche welcher welches bist",
    goes_on="hast habt ist sind wird werden kann können hat haben soll muss wurde wurden war waren",
    both={"zwei": 2, "beide": 2, "beiden": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6},
    hold="steht stehen",
)
