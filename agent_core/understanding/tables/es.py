"""Spanish (see ../cues.py for what each field holds)."""

# ruff: noqa: E501

from agent_core.planning.local.bag import bag
from agent_core.understanding.cues import Table

TABLE = Table(
    common=bag(
        "el la los las un una unos unas mi mis me tu tus te su sus se nos le les lo yo tú él ella nosotros ellos es son era "
        "fue está están estoy soy eres somos hay ha he han de del y o u en a al con por para sin sobre entre hasta desde "
        "que qué como cómo cuando cuándo donde dónde quien quién cual cuál cuánto cuántas cuántos cuanto porque pero si sí "
        "no ni ya muy más menos también tan todo todos todas este esta esto estos ese esa eso aquel algo alguien nada nadie "
        "cada otro otra favor gracias hola buenos buenas días tardes noches recuérdame añade muestra busca envía llama dile "
        "escribe borra crea pon puedes podrías puedo tengo tiene quiero necesito mañana hoy ayer semana mes hora horas "
        "ahora aquí allí bien mal sólo solo desde tras según durante"
    ),
    spelling=r"[ñ¿¡]|\b\w+(?:ción|ciones|dad|mente|ando|iendo|ado|ada|ido|ito|ita|aje|ería|ó|á|í)\b|[áíóú]|\b\w{3,}(?:os|as)\b|\bll\w+",
    polite=r"por favor|hola|oye|ey|vale|ok|okay|bueno|pues|y|entonces|ahora|buenos días|buenas|gracias|porfa",
    acts=bag(
        "recuerda muestra enseña busca encuentra envía manda llama reserva crea haz escribe lee dile dime di da pon programa "
        "planifica borra elimina quita cancela anula mueve cambia actualiza marca abre cierra empieza inicia para detén resume "
        "traduce redacta reenvía responde contesta explica describe compara comprueba revisa mira añade agrega apunta anota "
        "guarda pide compra paga transfiere comparte sube descarga imprime pon reproduce apaga enciende trae coge toma completa "
        "termina deshaz repite calcula convierte cuenta ordena filtra exporta importa adjunta renombra edita corrige acorta "
        "extrae deja limpia vacía archiva despierta registra ayuda sugiere recomienda prepara investiga pregunta avisa informa "
        "contacta organiza agenda confirma aplaza pospón retrasa adelanta invita olvida activa desactiva lista saca ve usa "
        "genera conecta notifica acuerda convoca mete incluye copia"
    ),
    acting=r"(?:puedes|podrías|puede|podría|podéis|te importaría|quieres|me puedes|me podrías|podemos)(?! ser| hablar| oír)|(?:quiero|necesito|quisiera|me gustaría) que|(?:quiero|necesito|quisiera|me gustaría) (?:añadir|reservar|cancelar|crear|mover|programar|ver|pedir|cambiar|borrar)"
    r"|\w{2,}(?:[áéí]\w{1,4}(?:me|nos|lo|la|los|las|le|les|melo|mela|selo|sela))|(?:dime|dame|dile|dales|hazme|hazlo|ponme|ponlo|ponla|avísame|vete|vuelve|mándale)|(?:nueva |nuevo )?(?:tarea|nota|recordatorio|cita)\s*:|(?!ayer|mujer|taller|lugar)\w{3,}(?:ar|er|ir) (?:el|la|los|las|un|una|\w+)$|olvídalo|no importa|déjalo",
    asking=r"¿|qué|que (?:hay|tengo|dice|significa|hora|pasa|día)|quién(?:es)?|cuál(?:es)?|cuándo|dónde|adónde|por qué|cómo|cuánt[oa]s?|cual|cuando (?:es|sale|tengo|abre|llega)|donde|quien|cuant[oa]s?|es|son|está|están|hay|tengo (?:algo|que|algún|alguna)|tiene|tienes|puedo|podemos|debo|debería|dice|dicen|existe|sabes|a qué|de qué|en qué|con quién|para qué|alguna?|algún|será|vale la pena|queda|quedan|"
    r"dime (?:qué|quién|cuándo|dónde|por qué|cómo|si|cuál|cuánto)|quiero saber|me pregunto|según",
    small_talk=(
        r"hola+|buenas(?: tardes| noches)?|buenos días|buen día|hey|ey|qué hay|saludos|holi",
        r"a todos|amigo|otra vez|de nuevo|todos|equipo|tío|igualmente|a ti|también",
        r"(?:muchas|mil|muchísimas|un millón de|millones de)? ?gracias(?: por todo| por la ayuda| a ti| de nuevo| otra vez)*|de nada|no hay de qué|se agradece",
        r"adiós|chao|hasta (?:luego|mañana|pronto|ahora|la vista|otra|después|el lunes)|nos vemos(?: luego| pronto| mañana)?|que (?:descanses|duermas bien|te vaya bien|tengas (?:un )?buen (?:día|fin de semana))|buenas noches|cuídate|buen fin de semana",
        r"¿?(?:qué tal|cómo (?:estás|está|va|va todo|te va|andas|estás hoy)|todo bien|qué pasa|y tú)(?: hoy| estás)?\??",
        r"¿?(?:eres|es usted) (?:un |una )?(?:robot|humano|persona|máquina|bot|real|ia)(?: real)?\??|¿?quién eres\??|¿?cómo te llamas\??",
        r"ok(?:ay)?|vale|sí|no|claro|perfecto|entendido|de acuerdo|genial|guay|jaja+|vaya|oh|ya veo|feliz cumpleaños|feliz navidad|perdón|lo siento|encantad[oa]|mucho gusto|felicidades|enhorabuena",
    ),
    problem=r"\bno (?:me |se |nos |le |te )?(?:funciona|funcionan|carga|cargan|abre|abren|responde|llega|llegó|llegaron|ha llegado|han llegado|arranca|sincroniza|guarda|guardó|deja|va|conecta|aparece|aparecen|apareció|envía|envió|suena|sonó|sirve|inicia|reproduce|actualiza|muestra|marcha|permite|descarga)\b"
    r"|\bno (?:puedo|pude|consigo|logro|hay manera de|podemos) (?:\w+ )?(?:iniciar|entrar|abrir|subir|descargar|conectar\w*|acceder|ver|encontrar|guardar|enviar|borrar|cargar|oír|reproducir|imprimir|editar)\b|\berror(?:es)?\b|\bfall[aoó]n?\b|\bfallo\b|\bestropead[oa]\b|\brot[oa]\b|\bse (?:cuelga|cierra|bloquea|congela|queda)\b|\bcolgad[oa]\b|\bbloquead[oa]\b|\bdesaparec\w+|\bno pasa nada\b|\bproblemas? (?:con|al|para)\b|\bse (?:ha|han) (?:perdido|borrado|roto|caído|colgado|bloqueado)\b|\bduplicad[oa]s?\b|\bdos veces\b|\bha dejado de\b|\bdejó de\b|\bcaíd[oa]\b",
    feedback=r"(?:eso|esto|ha sido|fue|es) (?:\w+ )?(?:\w+ )?(?:útil|inútil|genial|perfecto|perfecta|excelente|horrible|incorrecto|fantástico|estupendo|confuso|una tontería|justo lo que)|(?:gran|buena?|buen|excelente|mala|mal|perfecta|fantástica|estupenda) (?:respuesta|trabajo|resumen|idea|explicación)|bien hecho|me (?:encanta|gusta|ha gustado|gustó|ayudó|ha ayudado|has ayudado|molesta)|no me (?:gusta|ha gustado|ha servido|sirve|ayuda)|(?:estaría|sería|vendría) (?:bien|genial|mejor|bueno|estupendo)|ojalá|eres (?:\w+ )?(?:genial|útil|inútil|el mejor|la mejor|lento|muy|demasiado|increíble)|justo lo que|respuesta (?:equivocada|incorrecta)|muy útil|genial, |deberías",
    judged=r"\b(?:tus?|las?|el|los|esta|esa) (?:\w+ )?(?:respuestas?|resúmen(?:es)?|resumen|explicaci(?:ón|ones)|sugerencias?|voz|asistente|aplicación|app|traducción|diseño)\b.{0,25}\b(?:es|son|era|eran|fue|fueron|ha sido|está|están|suena)\b.{0,20}\b(?:demasiado|larg|cort|buen|mal|útil|inútil|lent|rápid|mejor|peor|perfect|confus|genial|clar)|\bmuy (?:útil|útiles)\b|\blo que (?:buscaba|necesitaba|quería)\b|\bayudado mucho\b|\bha sido de (?:gran )?ayuda\b",
    telling=r"yo|nosotros|él|ella|ellos|el|la|los|las|un|una|mi|mis|su|sus|nuestro|nuestra|tu|tus|este|esta|esto|ese|esa|eso|hoy|ayer|mañana|desde|porque|soy|estoy|tengo|vivo|trabajo|voy|vamos|hemos|he|me|se|te|nos|en|tenemos|estamos|somos|pagué|pagamos|compré|llegué|llamé|he|había|hace|además|nadie|todos|ya|al|con|después",
    titles=r"señor|señora|señorita|Sr|Sra|Srta|don|doña|doctora?|Dra?|profesora?|tío|tía|abuelo|abuela",
    titles_are_small=True,
    to_person=r"a|con|de|para|por|llama|dile|está|es|ha|y|pregunta|avisa|escribe|visita|hermana|hermano|madre|padre|amigo|amiga|hijo|hija|mujer|marido|esposo|esposa|jefe|jefa|colega|vecino|vecina|primo|prima|invita|dijo|llamado|llamada|recomendó|según|tiene|que",
    does=r"ha|es|está|dijo|dice|vive|viene|quiere|llamó|llama|escribió|tiene|y|trabaja|va|puede|libre|era|fue|me|se|necesita|recomendó",
    to_place=r"en|a|de|desde|hacia|para|por|hasta|cerca de|entre|vía|visitar|del|al",
    addresses=r"\b(?:[Cc]alle|C/|[Aa]venida|Avda\.|[Pp]laza|[Pp]aseo|[Cc]amino|[Cc]arretera) (?:(?:de|del|la|las|los|el) )*(?:[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+ ?){1,3},? ?(?:n[.º°]* ?)?\d{1,4}\b",
    doubtful=bag(
        "sol luz paz rosario dolores consuelo mar pilar angel ángel jesús cruz domingo reyes mercedes blanca clara flor rosa "
        "victoria esperanza estrella alba nieves remedios socorro soledad gracia granada león salto mérida reino valle "
        "marco justo leal cortés bueno rey calle plaza can an my do so lo el la los las un una ali da di sí que "
        "sofía lorca jordan toro"
    ),
)
