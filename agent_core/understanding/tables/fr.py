"""French (see ../cues.py for what each field holds)."""

# ruff: noqa: E501

from agent_core.planning.local.bag import bag
from agent_core.understanding.cues import Table

TABLE = Table(
    common=bag(
        "le la les un une des du de au aux mon ma mes ton ta tes son sa ses notre nos votre vos leur me te se moi toi lui je "
        "tu il elle on nous vous ils elles ce cet cette ces ça c'est est sont était suis es ai as a avons avez ont été et ou "
        "où en dans sur sous avec sans pour par chez vers entre depuis avant après pendant que qui quoi quel quelle quels "
        "quelles quand comment combien pourquoi parce mais si ne pas plus jamais rien personne tout tous toute toutes très "
        "trop aussi bien même encore déjà oui non merci bonjour bonsoir salut s'il plaît rappelle ajoute montre envoie "
        "appelle cherche crée dis écris supprime peux peut pourrais faut veux voudrais fait faire demain aujourd'hui hier "
        "semaine mois heure heures ici là beaucoup quelque chose y-a-t-il"
    ),
    spelling=r"[çœèêëîïûù]|\b(?:[ldjcnmst]|qu)'\w+|\b\w+(?:eux|euse|ez|tion|ment|aux|ais|ait|ée|és|ées|eur|ette|oire|elle)\b|é\b|à|\b\w+-(?:moi|toi|le|la|les|nous|vous|t-il|t-elle|tu|je|ce)\b",
    polite=r"s'il te pla[iî]t|s'il vous pla[iî]t|stp|svp|bonjour|salut|hé|ok|okay|bon|alors|et|puis|maintenant|merci|coucou|donc",
    acts=bag(
        "rappelle montre cherche trouve envoie appelle réserve crée fais écris lis dis donne mets programme planifie supprime "
        "efface enlève annule déplace change modifie marque ouvre ferme démarre lance arrête résume traduis rédige transfère "
        "réponds explique décris compare vérifie regarde ajoute note enregistre sauvegarde commande achète paie paye vire "
        "partage télécharge imprime joue éteins allume apporte prends coche termine répète calcule convertis compte trie "
        "filtre exporte importe joins renomme corrige raccourcis extrais garde laisse vide archive réveille aide suggère "
        "recommande propose prépare recherche demande préviens informe contacte organise confirme reporte repousse décale "
        "avance invite oublie active désactive liste affiche remets retire inscris utilise génère connecte remplis copie "
        "inclus souviens choisis envoyez ajoutez montrez rappelez créez cherchez trouvez écrivez dites mettez supprimez "
        "annulez réservez résumez appelez faites donnez"
    ),
    acting=r"(?:peux-tu|pourrais-tu|pouvez-vous|pourriez-vous|tu peux|tu pourrais|vous pouvez|vous pourriez|est-ce que tu peux|est-ce que tu pourrais|veux-tu|voulez-vous)(?: me| nous)?(?! être| parler)|(?:je veux|je voudrais|j'aimerais|il faut) que tu|(?:je veux|je voudrais|j'aimerais) (?:ajouter|réserver|annuler|créer|déplacer|programmer|voir|commander|changer|supprimer)"
    r"|\w+-(?:moi|nous|le|la|les|lui|leur)(?:-\w+)?|(?:nouvelle |nouveau )?(?:tâche|note|rappel|rendez-vous)\s*:|\w{3,}(?:er|ir) (?:le|la|les|un|une|du|des|l'\w+)|laisse tomber|oublie (?:ça|cela)|peu importe|merci de \w+er",
    asking=r"qu'est-ce|qu'|que|quoi|qui|quel(?:le)?s?|quand|où|pourquoi|comment|combien|est-ce|à quelle|à quel|de quoi|à qui|de qui|avec qui|dans quel(?:le)?|y a-t-il|y-a-t-il|il y a (?:un|une|des|quelque chose)(?=.*\?)|ai-je|as-tu|a-t-(?:il|elle|on)|dois-je|puis-je|suis-je|sais-tu|(?:l|qu)\w* (?:prix|heure|date) de|c'est (?:quoi|quand|où|qui|combien)|des nouvelles|"
    r"dis-moi (?:ce que|qui|quand|où|pourquoi|comment|si|quel|quelle|combien)|je (?:veux|voudrais) savoir|je me demande|selon|d'après",
    asked=r"\b(?!rendez-vous)\w+-t-(?:il|elle|on|ils|elles)\b|\b(?!rendez-vous)\w+-(?:ils?|elles?|je|tu|vous)\b(?!-)|est-ce qu",
    small_talk=(
        r"bonjour|bonsoir|salut|coucou|hello|hey|bonne (?:nuit|journée|soirée|année|fête)|bon (?:matin|week-end|weekend|anniversaire|appétit)|re-?bonjour",
        r"à tous|tout le monde|toi|encore|l'ami|l'équipe|aussi|à toi|également",
        r"(?:mille |un grand |grand )?mercis?(?: beaucoup| bien| infiniment| à toi| encore| pour tout| pour ton aide| pour l'aide)*|de rien|je t'en prie|pas de quoi|avec plaisir",
        r"au revoir|adieu|ciao|à (?:bientôt|demain|plus(?: tard)?|tout à l'heure|la prochaine|lundi)|dors bien|bonne continuation|prends soin de toi",
        r"(?:comment )?(?:ça|ca) va(?: bien)?(?: aujourd'hui)?|comment (?:vas-tu|allez-vous|tu vas)(?: aujourd'hui)?|quoi de neuf|tout va bien|et toi|tu vas bien",
        r"(?:es-tu|êtes-vous|tu es|t'es) (?:un |une )?(?:vrai |vraie )?(?:robot|humain|personne|machine|bot|ia)|qui es-tu|tu es qui|comment t'appelles-tu|tu t'appelles comment",
        r"ok(?:ay)?|oui|non|d'accord|bien sûr|parfait|entendu|compris|super|génial|cool|haha+|mdr|ah|oh|je vois|joyeux (?:noël|anniversaire)|pardon|désolée?|enchantée?|félicitations|ça marche",
    ),
    problem=r"\b(?:ne|n'|n) ?(?:me |m'|se |s'|le |la |l')?(?:marche|fonctionne|charge|répond|s'ouvre|ouvre|arrive|synchronise|démarre|enregistre|connecte|apparaît|envoie|sonne|lance|passe|est pas|est jamais|sont pas|marchent|fonctionnent|affiche|a pas (?:sonné|marché|fonctionné|envoyé))\b(?: \w+)? ?(?:pas|plus|jamais|rien|arrivée?s?)?"
    r"|\b(?:marche|fonctionne|charge|répond|s'ouvre|arrive) (?:pas|plus)\b|\bn'arrive (?:pas|plus) à\b|\bn'arrive (?:pas|plus)\b|\b(?:ne|n') ?(?:peux|peut|puis|parviens|réussis) (?:pas|plus) (?:à )?(?:\w+ )?(?:me connecter|ouvrir|télécharger|accéder|voir|trouver|enregistrer|envoyer|supprimer|charger|entendre|imprimer|modifier|connecter)\b|\bimpossible (?:de|d')|\berreurs?\b|\bbug(?:ue|s|gé)?\b|\bplant(?:e|é|ée|ent)\b|\ben panne\b|\bcassée?s?\b|\bbloquée?s?\b|\bfigée?s?\b|\bdisparue?s?\b|\brien ne se passe\b|\bil ne se passe rien\b|\bproblèmes? (?:avec|de|pour|lors)\b|\béchou\w+|\béchec\b|\ben double\b|\bdeux fois\b|\bn'est (?:pas|jamais) (?:arrivée?|parti|parvenu\w*|apparu\w*)\b|\b(?:écran|page) (?:\w+ )?(?:noir|noire|blanche|blanc|vide)\b",
    feedback=r"(?:c'est|c'était|ça a été|cela) (?:\w+ )?(?:\w+ )?(?:utile|inutile|super|parfait|génial|nul|faux|excellent|horrible|incorrect|exactement|confus|top|formidable|n'importe quoi)|(?:super|bonne|excellente?|mauvaise?|belle|très bonne|parfaite|très bon|bon) (?:réponse|travail|résumé|idée|explication|boulot)|bien joué|bravo|j'(?:aime|adore|apprécie|ai bien aimé|ai adoré|ai aimé)|je (?:déteste|n'aime pas|trouve (?:ça|que))|(?:ce |ça )?serait (?:bien|super|mieux|génial|chouette|pratique)|j'aimerais que (?:tu sois|ce soit|les)|tu es (?:\w+ )?(?:génial|super|utile|inutile|le meilleur|la meilleure|lent|trop|très)|mauvaise réponse|exactement ce que|dommage que|inutile|tu devrais",
    judged=r"\b(?:tes?|ta|les?|la|l'|cette|vos|votre) ?(?:\w+ )?(?:réponses?|résumés?|explications?|suggestions?|voix|assistant|application|appli|traduction|interface)\b.{0,25}\b(?:est|sont|était|étaient|a été|sonne|m'a|m'ont)\b.{0,20}\b(?:trop|long|court|bon|mauvais|utile|inutile|lent|rapide|mieux|parfait|confus|claire?|nul|aidé)|\btrès (?:utiles?|pratique)\b|\bce que je (?:cherchais|voulais)\b|\bdont j'avais besoin\b|\bbeaucoup aidé\b|\bbien aidé\b",
    telling=r"je|j'\w*|nous|il|elle|ils|elles|on|le|la|les|l'\w*|un|une|mon|ma|mes|notre|nos|son|sa|ses|ton|ta|tes|ce|cet|cette|ces|c'\w*|ça|aujourd'hui|hier|demain|depuis|parce|tu|vous|en|à|dans|après|personne|tout|tous|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|d'ailleurs|au",
    titles=r"M|Mme|Mlle|Monsieur|Madame|Mademoiselle|Dr|Docteur|Pr|Professeur|Me|Maître|oncle|tante|mamie|papi|tonton|tata",
    to_person=r"à|avec|de|d'|pour|par|chez|appelle|dis|que|qu'|et|demande|préviens|écris|contacte|invite|visite|sœur|frère|mère|père|ami|amie|fils|fille|femme|mari|chef|collègue|voisin|voisine|cousin|cousine|est|a|hôtel|nommée?|remercie|aide|selon",
    does=r"a|est|dit|habite|vient|veut|va|peut|m'a|nous|appelle|écrit|travaille|pense|et|arrive|libre|était|sera|sait|doit|a-t-elle|a-t-il|avait",
    to_place=r"à|en|au|aux|de|d'|depuis|vers|pour|par|chez|près de|entre|via|dans|visiter|du|jusqu'à",
    addresses=r"\b\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|av\.|boulevard|bd|place|chemin|impasse|allée|quai|cours) (?:(?:de|du|des|de la|d'|l'|la|le|les) ?)*(?:[A-ZÀ-Ý][\wà-ÿ'-]+ ?){1,3}\b",
    doubtful=bag(
        "pierre rose martin marine fleur claire aurore ange prudence constance olive violette victoire france désirée "
        "tours nice lens brest die vienne sens gap angers mende foix can an my do so le la les un une ali da di ma sa "
        "charlotte jordan valence laval blois mars avril mai juin juillet août noël pâques"
    ),
)
