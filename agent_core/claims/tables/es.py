"""Spanish. An entry is an infinitive; `pres:` and so on where a form is not regular, `pres:-` where it misleads."""

# ruff: noqa: E501

from collections.abc import Sequence

from agent_core.claims.language import Forms, Mood, Table

_CLITICS = ("lo", "la", "los", "las", "le", "les", "te", "se", "me", "nos", "os")
_SOFT = {"c": "qu", "g": "gu", "z": "c"}  # before e
_ACCENT = str.maketrans("aei", "áéí")


def forms(words: Sequence[str]) -> Forms:
    infinitive, given = words[0], dict(word.split(":") for word in words[1:])
    stem, ar = infinitive[:-2], infinitive.endswith("ar")
    soft = stem[:-1] + _SOFT.get(stem[-1], stem[-1]) if ar else stem
    participle = given.get("part", stem + ("ado" if ar else "ido"))
    gerund = given.get("ger", stem + ("ando" if ar else "iendo"))
    rows: list[tuple[Mood, Sequence[str]]] = [
        ("participle", [participle[:-1] + ending for ending in ("o", "a", "os", "as")]),
        ("past", given.get("past", soft + ("é" if ar else "í")).split("/")),
        (
            "passive_past",
            given.get("past3", f"{stem}{'ó' if ar else 'ió'}/{stem}{'aron' if ar else 'ieron'}").split("/"),
        ),
        ("base", [infinitive, *_with_clitics(infinitive, 2)]),
        ("going", [gerund, *_with_clitics(gerund, 4)]),
        ("future", [given.get("fut", infinitive + "é"), infinitive + "emos"]),
        ("present", given.get("pres", stem + "o").split("/")),
    ]
    found: dict[str, list[Mood]] = {}
    for mood, row in rows:
        for word in row:
            if word != "-":
                found.setdefault(word, []).append(mood)
    return found


def _with_clitics(word: str, back: int) -> list[str]:
    """enviarlo, enviártelo; enviándolo. `back` counts to the vowel that gets the accent."""
    accented = word[:-back] + word[-back].translate(_ACCENT) + word[len(word) - back + 1 :]
    pairs = [first + second for first in ("te", "se", "me", "os") for second in ("lo", "la", "los", "las")]
    begin = word if back == 2 else accented
    return [begin + clitic for clitic in _CLITICS] + [accented + pair for pair in pairs]


VERBS = {
    "send": """
enviar pres:envío
reenviar pres:reenvío
mandar
remitir
escribir part:escrito ~
avisar !
notificar !
informar
comunicar pres:-
contactar
responder pres:- ~
contestar pres:- ~
invitar pres:-
compartir ~
entregar pres:- ~
transmitir
presentar pres:- ~
""",
    "post": """
publicar
""",
    "call": """
llamar ~ pres:-
telefonear
""",
    "pay": """
pagar
abonar
comprar
pedir past3:pidió/pidieron ger:pidiendo pres:- ~
encargar
transferir past3:transfirió pres:transfiero
""",
    "book": """
reservar pres:-
inscribir part:inscrito
suscribir part:suscrito
confirmar ~ pres:-
""",
    "keep": """
guardar
registrar pres:-
anotar
apuntar
almacenar
crear ~ pres:-
añadir ~
agregar ~
incluir ~ past3:incluyó ger:incluyendo pres:-
subir ~ pres:-
importar pres:-
hacer part:hecho past:hice past3:hizo pres:hago fut:haré ~
generar ~
""",
    "put": """
programar
agendar
planificar
poner part:puesto past:puse past3:puso pres:pongo fut:pondré ~
configurar ~
establecer past:establecí pres:establezco ~
fijar ~
meter ~
activar ~
recordar =reminder ! pres:-
despertar =reminder ! pres:despierto
""",
    "alter": """
actualizar ~
cambiar ~
modificar ~
editar ~
""",
    "change": """
mover past3:movió pres:muevo
aplazar
posponer part:pospuesto past:pospuse past3:pospuso pres:pospongo fut:pospondré
reprogramar
adelantar ~
retrasar ~
renombrar
marcar ~ pres:-
completar
terminar ~ pres:-
archivar pres:-
asignar
ampliar ~ pres:amplío
""",
    "remove": """
borrar
eliminar
cancelar
anular
quitar ~
tachar
descartar pres:-
""",
    "undo": """
deshacer part:deshecho past:deshice past3:deshizo pres:deshago fut:desharé
restaurar
revertir past3:revirtió pres:revierto
recuperar ~
""",
    "look": """
revisar ~
consultar ~
buscar ~
mirar ~
comprobar ~ pres:compruebo
examinar ~
leer past:leí past3:leyó ger:leyendo ~
""",
    "any": """
realizar ~
ejecutar ~
encender pres:enciendo
apagar
activar
desactivar
instalar
descargar
gestionar ~
procesar ~
tramitar
arreglar ~
""",
}

PHRASES = {
    "any bare": """
ya está
ya lo he hecho
lo he hecho
listo
hecho
todo listo
todo hecho
""",
    "any state": """
está hecho
está listo
todo está listo
queda hecho
está todo listo
""",
    "any will": """
estoy en ello
estoy trabajando en ello
me encargo
me ocupo
""",
    "send subject": """
está en camino
ha salido
ya salió
va en camino
""",
    "keep state": """
está _ en/a tu/la/el/su lista/calendario/agenda/notas/tareas
están _ en/a tu/la/el/su lista/calendario/agenda/notas/tareas
queda _ en tu/la/el lista/calendario/agenda
""",
    "put will": """
recibirás _ recordatorio/aviso/notificación
te llegará _ recordatorio/aviso/notificación
te mantendré informado/informada
""",
}

TABLE = Table(
    code="es",
    forms=forms,
    verbs=VERBS,
    phrases=PHRASES,
    things={
        "task": "tarea tareas pendientes",
        "note": "nota notas apunte",
        "reminder": "recordatorio recordatorios alarma alarmas temporizador aviso notificación",
        "event": "cita citas reunión reuniones evento eventos calendario agenda quedada encuentro",
        "mail": "correo correos email emails e-mail mail bandeja",
        "sms": "sms",
        "chat": "slack telegram whatsapp discord canal teams",
        "message": "mensaje mensajes respuesta invitación invitaciones",
        "document": "documento documentos archivo archivos fichero ficheros carpeta pdf adjunto",
        "money": "factura facturas pago pagos transferencia pedido compra suscripción",
        "booking": "reserva mesa vuelo vuelos hotel habitación entrada entradas billete billetes",
        "list": "lista listas",
        "web": "web internet red",
        "thing": "entrada cambio cambios solicitud informe contraseña foto fotos formulario cuenta ajuste datos contrato luz luces copia",
    },
    me="yo nosotros",
    have="he hemos había habíamos",
    be="está están queda quedan quedó quedaron quedado fue fueron es son sido estará quedará será estaba estado",
    before="ya bien también correctamente todo ahora recién justo mismo así",
    clitics="me te se le les lo la los las nos os",
    no="no nunca nada ningún ninguna ninguno nadie tampoco ni sin jamás",
    maybe="puedo puede pueden podría podrías podemos quiero quieres quiere quisiera quieras debo debe hay intentado intenté "
    "intentar para necesito necesita gustaría pudo pueda ojalá",
    when="si cuando una mientras hasta antes después aunque donde",
    others="tú él ella ellos usted ustedes vosotros alguien quien",
    the="el la los las un una unos unas tu tus su sus mi mis este esta estos estas ese esa ambos ambas todos todas dos tres cuatro "
    "nueva nuevo nuestro nuestra al del",
    yours="tu tus su sus",
    it="todo esto eso ello ambos",
    lead="sí vale bien perfecto genial claro de acuerdo ok okay bueno pues entonces y ya ahora también además te confirmo informo que "
    "puedo confirmar decir decirte tal como pediste supuesto hola gracias así buenas noticias por fin listo",
    joins="y e pero o u porque pues aunque",
    into="en a al como dentro",
    by="por",
    past="ayer pasado pasada enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre hace",
    earlier="antes ayer anteriormente sí previamente",
    wait="dime dame confirma necesito puedo podría quieres primero favor",
    one="un una",
    told="dice dijo escribe escribió según indica menciona afirma explica informa asegura pone",
    ask="he has ha está están debo puedo puedes quieres quiere quién qué cuándo dónde cómo cuál cuáles por",
    goes_on="es son está están fue fueron será puede pueden ha han debe deben se",
    both={"dos": 2, "ambos": 2, "ambas": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6},
)
