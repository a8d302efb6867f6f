"""French. An entry is an infinitive; `part:` and so on where a form is not regular, `pres:-` where it misleads."""

# ruff: noqa: E501

from collections.abc import Sequence

from agent_core.claims.language import Forms, Mood, Table


def forms(words: Sequence[str]) -> Forms:
    infinitive, given = words[0], dict(word.split(":") for word in words[1:])
    stem, er = infinitive[:-2], infinitive.endswith("er")
    participle = given.get("part", stem + ("é" if er else "i"))
    rows: list[tuple[Mood, Sequence[str]]] = [
        (
            "participle",
            [
                participle,
                participle + "e",
                participle if participle[-1] == "s" else participle + "s",
                participle + "es",
            ],
        ),
        ("base", [infinitive]),
        ("future", [given.get("fut", infinitive + "ai"), given.get("fut", infinitive + "ai")[:-2] + "ons"]),
        ("present", given.get("pres", stem + ("e" if er else "is")).split("/")),
    ]
    found: dict[str, list[Mood]] = {}
    for mood, row in rows:
        for word in dict.fromkeys(row):
            if word != "-":
                found.setdefault(word, []).append(mood)
    return found


VERBS = {
    "send": """
envoyer pres:envoie fut:enverrai
renvoyer pres:renvoie fut:renverrai
expédier
transmettre part:transmis pres:transmets fut:transmettrai
transférer pres:transfère
adresser ~
écrire part:écrit pres:écris fut:écrirai ~
prévenir part:prévenu pres:préviens fut:préviendrai !
avertir !
notifier !
informer
contacter
répondre part:répondu pres:- fut:répondrai ~
inviter pres:-
partager ~ pres:-
livrer ~ pres:-
remettre part:remis pres:- fut:remettrai ~
soumettre part:soumis pres:soumets fut:soumettrai
""",
    "post": """
publier
poster
""",
    "call": """
appeler ~ pres:-
téléphoner
""",
    "pay": """
payer pres:paie/paye fut:paierai
régler ~ pres:-
acheter pres:achète fut:achèterai
commander
virer ~ pres:-
rembourser
""",
    "book": """
réserver
inscrire part:inscrit pres:inscris fut:inscrirai
abonner
confirmer ~ pres:-
""",
    "keep": """
enregistrer
sauvegarder
noter pres:note
stocker
mémoriser
créer ~
ajouter ~
consigner
importer pres:-
téléverser
faire part:fait pres:- fut:ferai ~
rédiger ~
générer ~
""",
    "put": """
programmer
planifier
mettre part:mis pres:mets fut:mettrai ~
placer ~ pres:-
fixer ~
prévoir part:prévu pres:- fut:prévoirai ~
bloquer ~
configurer ~
rappeler =reminder ! pres:rappelle fut:rappellerai
réveiller =reminder !
""",
    "alter": """
modifier ~
changer ~ pres:-
actualiser ~
éditer ~
corriger ~ pres:-
""",
    "change": """
déplacer
reporter
décaler
avancer ~
renommer
marquer ~
cocher
terminer ~ pres:-
clôturer
prolonger ~ pres:-
archiver
attribuer
""",
    "remove": """
supprimer
effacer
annuler
retirer ~
enlever ~ pres:enlève
résilier
""",
    "undo": """
rétablir
restaurer
défaire part:défait pres:défais fut:déferai
""",
    "look": """
consulter ~
vérifier ~
chercher ~
rechercher ~
regarder ~
parcourir part:parcouru pres:- fut:parcourrai ~
examiner ~
lire part:lu pres:- fut:lirai ~
fouiller ~
""",
    "any": """
effectuer ~
exécuter ~
accomplir ~ pres:-
traiter ~ pres:-
allumer
éteindre part:éteint pres:éteins fut:éteindrai
activer
désactiver
installer
télécharger pres:-
finaliser ~
""",
}

PHRASES = {
    "any bare": """
je l' ai fait
fait
voilà qui est fait
tout est fait
tout est prêt
c'est _ fait
c'est _ réglé
mission accomplie
""",
    "any state": """
c' est fait
c' est réglé
c' est bon
est _ réglé
""",
    "any will": """
j' y travaille
je m' y mets
je m' en occupe
je m' en charge
""",
    "send subject": """
est _ parti
est _ partie
sont _ partis
est _ arrivé
est _ arrivée
est en route
est en chemin
""",
    "keep state": """
est _ sur/dans votre/la/ta/l'/votre liste/agenda/calendrier/notes
sont _ sur/dans votre/la/ta/l'/votre liste/agenda/calendrier/notes
""",
    "put will": """
recevrez _ rappel/notification/alerte
recevras _ rappel/notification/alerte
vous tiendrai _ informé/courant
""",
}

TABLE = Table(
    code="fr",
    forms=forms,
    verbs=VERBS,
    phrases=PHRASES,
    things={
        "task": "tâche tâches",
        "note": "note notes mémo",
        "reminder": "rappel rappels alarme alarmes minuteur alerte notification",
        "event": "rendez-vous réunion réunions événement événements évènement calendrier agenda rdv",
        "mail": "e-mail e-mails email emails mail mails courriel courriels",
        "sms": "sms texto",
        "chat": "slack telegram whatsapp discord canal teams",
        "message": "message messages réponse invitation invitations",
        "document": "document documents fichier fichiers dossier pdf pièce",
        "money": "facture factures paiement virement commande achat abonnement",
        "booking": "réservation table vol vols hôtel chambre billet billets place",
        "list": "liste listes",
        "web": "web internet",
        "thing": "entrée modification modifications changement changements demande rapport photo photos formulaire compte réglage "
        "données contrat lumière copie",
    },
    me="je j' nous",
    have="ai avons avais avions",
    be="est sont été sera seront était étaient",
    before="bien déjà aussi maintenant tout correctement également juste enfin donc désormais",
    clitics="vous te t' le la l' les lui leur me m' nous y en",
    no="ne n' pas rien aucun aucune jamais personne ni sans",
    maybe="peux pouvez peut pourrais pourriez pouvons veux voulez voudrais souhaitez souhaites dois doit faut essayé tenté pu "
    "pour besoin aimerais puisse essaie",
    when="si s' quand lorsque lorsqu' dès une avant après pendant jusqu'",
    others="tu vous il elle ils elles on quelqu'un qui",
    the="le la les l' un une des votre vos ton ta tes mon ma mes notre nos ce cet cette ces deux trois quatre nouveau nouvelle tous "
    "toutes son sa ses leur leurs",
    yours="votre vos ton ta tes",
    it="c' ce cela ça tout celui-ci celle-ci",
    lead="oui bien d' accord parfait très ok okay super bon alors donc et voilà maintenant aussi également je vous te confirme informe "
    "que qu' peux puis confirmer dire comme demandé bonjour merci bonne nouvelle bonnes nouvelles entendu sûr enfin ainsi",
    joins="et mais ou car puis donc puisque",
    into="dans en sur à au comme parmi",
    by="par",
    past="hier dernier dernière janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    earlier="déjà hier précédemment tout-à-l'heure oui auparavant plus",
    wait="dites dis-moi dites-moi donnez donne confirmez confirme faut peux pourrais voulez veux souhaitez d'abord besoin",
    one="un une",
    told="dit écrit selon indique mentionne précise affirme explique déclare d'après",
    ask="ai-je as-tu avez-vous est-ce puis-je voulez-vous veux-tu dois-je qui que quoi quand où comment quel quelle quels est a",
    goes_on="est sont peut peuvent sera était doit doivent ont a se s'",
    both={"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6},
)
