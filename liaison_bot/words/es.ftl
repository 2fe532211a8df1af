### Español. Los términos siguen los documentos de la Conferencia Regional sobre Migración donde existen.

## Lo que se escribe: la primera palabra es la que se muestra.

word-back = atrás, volver
word-skip = omitir, saltar, ninguno
word-cancel = cancelar, salir
word-more = más
word-yes = sí, si, vale, confirmar
word-stay = se-queda, quedarse

## Respuestas que puede dar cualquier comando

quoted = «{ $text }»
labelled = { $label }: { $value }
unknown-word = No conozco esa palabra. Escriba «ayuda» para ver lo que puede hacer.
unknown-word-near = No conozco esa palabra. ¿Quiso decir «{ $near }»? Escriba «ayuda» para ver lo que puede hacer.
unknown-verb = No conozco ese comando de «{ $topic }». Escriba «ayuda { $topic }» para verlos todos.
unknown-verb-near = No conozco ese comando. ¿Quiso decir «{ $near }»?
unknown-field = Este comando no tiene ningún campo con ese nombre. Tiene: { $fields }
unknown-field-near = Este comando no tiene ningún campo con ese nombre. ¿Quiso decir «{ $near }»? Tiene: { $fields }
too-many-words = Esta línea tiene más de lo que el comando admite. Ponga entre comillas las palabras que van juntas.
words-left-over = Entendí «{ $line }», pero no las palabras que siguen, y no se hizo nada. Escríbalo otra vez sin ellas.
reference-missing = ¿Cuál? Agregue su referencia, como en «{ $line } R-7KQ2MX».
refused-role = Su función no incluye esto. Escriba «ayuda» para ver lo que puede hacer.
refused-state-gone = Eso ya no se puede hacer. Empiece de nuevo, por favor.
unexpected = Algo falló de nuestro lado y no se cambió nada. Por favor, dé este número a quien opera el bot: { $number }
refused-unreadable = No puedo leer desde qué cuenta o lugar me escribe, así que no hice nada. Por favor, avise a quien opera el bot.
not-taken-too-old = Lo que escribió aquí mientras yo no estaba lleva demasiado tiempo esperando, así que no lo hice. Vea cómo están las cosas ahora y, si aún hace falta, escríbalo de nuevo.
not-taken-edited = Corrigió un mensaje que yo ya había leído: vale lo que escribió primero. Si quería otra cosa, escríbala en un mensaje nuevo.
not-taken-unreadable = No pude leer ese mensaje. Por favor, envíelo de nuevo.
not-taken-untrusted = No atiendo lo que llega de un dispositivo sin verificar. Verifíquelo en los ajustes de su aplicación y envíe el mensaje de nuevo.
not-taken-unprotected = Esta conversación no está cifrada, así que aquí no atiendo nada. Escríbame en la conversación cifrada que le propuse, o active el cifrado en esta.
not-taken-unattended = Para comparar emojis conmigo, la persona que me administra tiene que ver los suyos al mismo tiempo. Acuerde con ella un momento, por teléfono por ejemplo, y entonces pida de nuevo la verificación.

## Formularios y conversaciones

mistake-required = Esta respuesta es necesaria para continuar.
mistake-choice = Esa no es una de las opciones.
mistake-one-choice = Elija solo una opción.
mistake-too-long = El texto tiene { $length } caracteres. Acórtelo, por favor, a { $longest } como máximo.
mistake-date = No puedo leer esa fecha. Escríbala como 2026-12-24 o 24/12.
mistake-date-lately = Ese día debe estar dentro del último año, a más tardar hoy. Escríbalo con el año, por ejemplo 2026-12-24.
mistake-consent-nobody = Si nadie dio el consentimiento, no lo hay. Indique quién lo dio, o elija una excepción como base.
mistake-answer-empty = Responda a la pregunta: con un dato, con una nota o con ambos.
mistake-confirm = Responda «sí», «cancelar» o el número de la respuesta que quiere cambiar.
conversation-place = pregunta { $at } de { $of }
conversation-choose-one = Responda con el número de su elección.
conversation-choose-several = Responda con los números de sus elecciones, separados por comas.
conversation-type = Escriba su respuesta.
conversation-date = Escriba una fecha, por ejemplo 2026-12-24.
conversation-steer = También puede responder «atrás» o «cancelar».
conversation-steer-optional = También puede responder «omitir», «atrás» o «cancelar».
conversation-confirm = ¿Es correcto? Responda «sí» para confirmar, el número de una respuesta para cambiarla o «cancelar» para dejarlo.
conversation-confirm-more = ¿Es correcto? Responda «sí» para confirmar, «más» para agregar otros datos, el número de una respuesta para cambiarla o «cancelar» para dejarlo.
conversation-answer = { $question }: { $answer }
conversation-dropped = De acuerdo, lo dejamos. No se hizo nada.
form-resumed = Aquí está lo que usted había dejado a medias. Revíselo antes de seguir.
continued-in-private = Le escribí en nuestra conversación directa para continuar allí.
answered-in-private = Listo. Le escribí en nuestra conversación directa.
form-save = Guardar
form-close = Cerrar

## Remisiones: lo que se escribe

word-referral = remisión, remisiones, remitir, referencia, derivación, canalización, caso
topic-referral = Remisiones
word-referral-new = nueva, nuevo, abrir, crear
word-referral-list = lista, listar
word-referral-show = ver, mostrar
word-referral-status = estado
word-referral-history = historial, historia
word-referral-edit = editar, modificar, cambiar
word-referral-send = enviar, mandar
word-referral-cancel = descartar, cancelar, anular
word-referral-ack = recibir, acusar, acuse, recibida, recibido
word-referral-ask = preguntar, pregunta, solicitar
word-referral-answer = responder, respuesta, contestar
word-referral-accept = aceptar
word-referral-reject = rechazar, denegar
word-referral-start = iniciar, empezar, comenzar
word-referral-update = avance, actualizar, avanzar, seguimiento
word-referral-complete = resultado, realizar, completar, terminar, realizado, realizada
word-referral-close = cerrar
word-referral-return = devolver
word-referral-reopen = reabrir
word-referral-withdraw = retirar, retiro, revocar
word-referral-erase = borrar, suprimir, eliminar
word-referral-raise = aumentar, elevar, subir
word-referral-lower = reducir, disminuir, bajar
word-referral-snooze = posponer, aplazar
word-referral-file = expediente, archivo
word-box-waiting = pendientes, pendiente, mías, espera
word-box-sent = enviadas, enviados, enviada
word-box-received = recibidas, recibidos, recibida
word-box-overdue = vencidas, vencidos, vencida, atrasadas
word-box-closed = cerradas, cerrados, terminadas
word-file-sent = enviado
word-file-received = recibido, llegó
word-file-missing = falta, extraviado, perdido

## Remisiones: qué hace cada comando

help-referral-new = Remitir un caso a otro país u organización. Queda en borrador hasta que usted lo envíe.
help-referral-list = Las remisiones de su oficina: pendientes, enviadas, recibidas, vencidas o cerradas.
help-referral-show = Una remisión: en qué estado está, a quién le toca y hasta cuándo.
help-referral-status = Una remisión en una línea: en qué estado está, a quién le toca, hasta cuándo y quién la atiende.
help-referral-history = Todo lo que pasó con una remisión, en orden.
help-referral-edit = Modificar un borrador.
help-referral-send = Enviar un borrador a su destinatario. Empieza a correr el plazo.
help-referral-cancel = Descartar un borrador.
help-referral-ack = Confirmar que su oficina recibió una remisión, o tomar nota de su retiro.
help-referral-ask = Solicitar información a la oficina remitente. Mientras tanto, su plazo para decidir se detiene.
help-referral-answer = Responder la pregunta de la oficina destinataria.
help-referral-accept = Aceptar una remisión e indicar qué tipo de institución actuará.
help-referral-reject = Rechazar una remisión, con el motivo.
help-referral-start = Indicar que el trabajo comenzó.
help-referral-update = Informar un avance.
help-referral-complete = Informar el resultado, para que la oficina remitente lo confirme.
help-referral-close = Confirmar el resultado y cerrar la remisión.
help-referral-return = Devolver una remisión: el caso no está resuelto.
help-referral-reopen = Retomar una remisión cerrada.
help-referral-withdraw = Retirar una remisión en cualquier momento. La otra oficina debe tomar nota.
help-referral-erase = Borrar ya el contenido de una remisión terminada, porque alguien con derecho a pedirlo lo pidió. No se puede deshacer.
help-referral-raise = Aumentar la urgencia de una remisión.
help-referral-lower = Reducir la urgencia de una remisión, con el motivo.
help-referral-snooze = Posponer sus propios recordatorios de una remisión hasta un día anterior a su plazo.
help-referral-file = Indicar dónde está el expediente. El expediente nunca viaja por el bot.

## Remisiones: botones

do-referral-new = Nueva remisión
do-referral-list = Mi lista
do-referral-show = Abrir
do-referral-status = Estado
do-referral-history = Historial
do-referral-edit = Editar
do-referral-edit-submit = Guardar el borrador
do-referral-send = Enviar
do-referral-cancel = Descartar
do-referral-ack = Acusar recibo
do-referral-receipt = Tomar nota del retiro
do-referral-ask = Hacer una pregunta
do-referral-answer = Responder
do-referral-accept = Aceptar
do-referral-reject = Rechazar
do-referral-start = Iniciar
do-referral-update = Informar un avance
do-referral-complete = Informar el resultado
do-referral-close = Confirmar y cerrar
do-referral-return = No está resuelta
do-referral-reopen = Reabrir
do-referral-withdraw = Retirar
do-referral-erase = Borrar el contenido
do-referral-raise = Más urgente
do-referral-lower = Menos urgente
do-referral-file = Expediente
do-referral-snooze = Recordármelo después
do-referral-file-sent = Expediente enviado
do-referral-file-received = Expediente recibido
do-referral-file-missing = No llegó el expediente
do-referral-follow = Remitir de nuevo
confirm-no = No
confirm-send = ¿Enviar { $reference } ahora? Después se puede retirar, pero no editar.
confirm-cancel = ¿Descartar el borrador { $reference }?

## Remisiones: lo que se hizo, dicho a quien lo hizo

done-new = El borrador { $reference } está guardado. Solo lo ve su oficina. Revíselo y luego envíelo.
done-edit = El borrador { $reference } está guardado.
done-cancel = Se descartó el borrador { $reference }.
done-send = { $reference } se envió a la oficina de { $desk }, que ya recibió el aviso.
done-ack = Usted acusó recibo. Se avisó a la oficina de { $desk }.
done-receipt = Usted tomó nota del retiro. Se avisó a la oficina de { $desk }.
done-ask = Su pregunta ya está en la oficina de { $desk }. Su plazo se detiene hasta que respondan.
done-answer = Su respuesta ya está en la oficina de { $desk }.
done-accept = Usted aceptó { $reference }. Se avisó a la oficina de { $desk }.
done-reject = Usted rechazó { $reference }. Se avisó a la oficina de { $desk }, con el motivo.
done-start = Anotado: el trabajo comenzó. Se avisó a la oficina de { $desk }.
done-update = Avance anotado. Se avisó a la oficina de { $desk }.
done-complete = Resultado informado. Corresponde a la oficina de { $desk } confirmarlo.
done-close = { $reference } está cerrada. Se avisó a la oficina de { $desk }.
done-return = { $reference } vuelve a la oficina de { $desk }.
done-reopen = { $reference } está abierta de nuevo. Se avisó a la oficina de { $desk }.
done-withdraw = { $reference } está retirada. Se avisó a la oficina de { $desk } y se le pidió que tome nota.
done-raise = La urgencia aumentó. Se avisó a la oficina de { $desk }.
done-erase = El contenido de { $reference } se borró. En unos minutos retiro también lo que dije de ella en los chats, este mensaje incluido, y después aviso a la oficina de { $desk }. Lo que está en su propio sistema nacional no lo toco.
done-erase-whole = El borrador { $reference } se borró por completo. En unos minutos retiro también lo que dije de él en los chats, este mensaje incluido.
done-lower = La urgencia se redujo. Se avisó a la oficina de { $desk }.
done-file-sent = Anotado: el expediente va en camino. La oficina de { $desk } indicará si llegó.
done-file-received = Anotado: el expediente llegó. Se avisó a la oficina de { $desk }.
done-file-missing = Anotado: el expediente no llegó. Se pidió a la oficina de { $desk } que lo envíe de nuevo.
on-duty = Allí atienden: { $names }.

## Plazos que se recuerdan

chase-remind = Recordatorio: ya pasó el { $percent } % del plazo.
chase-late = El plazo venció y aún no hay respuesta.
chase-sent-late = Este aviso sale tarde: debía llegar el { $moment }.
chase-supervisor = Su oficina no ha respondido y el plazo venció. Avise a quien la atiende.
chase-coordinators = El plazo venció y la oficina de { $desk } no ha respondido a los recordatorios. Comuníquese con ella.
chase-told = { $count ->
    [0] La oficina de { $desk } no ha respondido
    [one] Se le recordó una vez a la oficina de { $desk }
   *[other] Se le recordó { $count } veces a la oficina de { $desk }
  }{ $rung ->
    [officers] ; ahora se avisó a todas las personas que la atienden: { $names }.
    [supervisor] ; ahora se avisó a su supervisión nacional: { $names }.
    [coordinators] ; ahora se avisó a la coordinación de la Red: { $names }.
   *[on-duty] : { $names }.
  }

## Remisiones: lo que pasó, en avisos y en el historial

did-new = { $person } ({ $desk }) abrió un borrador.
did-edit = { $person } ({ $desk }) modificó el borrador.
did-cancel = { $person } ({ $desk }) descartó el borrador.
did-send = { $person } ({ $desk }) la envió.
did-ack = { $person } ({ $desk }) acusó recibo.
did-receipt = { $person } ({ $desk }) tomó nota del retiro.
did-ask = { $person } ({ $desk }) solicitó información.
did-answer = { $person } ({ $desk }) respondió la pregunta.
did-accept = { $person } ({ $desk }) la aceptó.
did-reject = { $person } ({ $desk }) la rechazó.
did-start = { $person } ({ $desk }) comenzó el trabajo.
did-update = { $person } ({ $desk }) informó un avance.
did-complete = { $person } ({ $desk }) informó el resultado.
did-close = { $person } ({ $desk }) confirmó el resultado y la cerró.
did-return = { $person } ({ $desk }) la devolvió porque no está resuelta.
did-reopen = { $person } ({ $desk }) la reabrió.
did-withdraw = { $person } ({ $desk }) la retiró.
did-erase = { $person } ({ $desk }) borró el contenido.
erased-elsewhere = Lo que su oficina guarda de ella en otro lugar, bórrelo también si corresponde.
did-raise = { $person } ({ $desk }) aumentó la urgencia.
did-lower = { $person } ({ $desk }) redujo la urgencia.
did-file-sent = { $person } ({ $desk }) envió el expediente.
did-file-received = { $person } ({ $desk }) recibió el expediente.
did-file-missing = { $person } ({ $desk }) informó que el expediente no llegó.
news-elsewhere = Hay novedades para usted. Escríbame en nuestra conversación directa para leerlas.
alarm-title = Aviso para quien opera el bot
alarm-late = Nadie revisó los plazos desde { $since } hasta { $until }. { $count ->
    [0] Mientras tanto no venció ningún aviso de plazo.
    [one] Mientras tanto venció un aviso de plazo, que salió tarde.
   *[other] Mientras tanto vencieron { $count } avisos de plazo, que salieron tarde.
  }
alarm-given-up = { $count ->
    [one] No se pudo entregar un aviso.
   *[other] No se pudieron entregar { $count } avisos.
  }
alarm-waiting = { $count ->
    [one] Espera un aviso sin entregar, desde { $since }.
   *[other] Esperan { $count } avisos sin entregar; el más antiguo, desde { $since }.
  }
alarm-doctor = El detalle está en el registro y en «liaison-bot doctor».
notice-undelivered = No se pudo entregar un aviso a { $name } ({ $desk }). Por favor, pídale que escriba al bot.
notice-undelivered-about = No se pudo entregar a { $name } ({ $desk }) un aviso sobre { $reference }. Por favor, avísele por otra vía.
notice-undelivered-room = No se pudo publicar el resumen en la sala { $room } ({ $platform }). Por favor, revise si el bot sigue en ella.

## Remisiones: la ficha

state-draft = Borrador
state-sent = Enviada – pendiente de acuse
state-acknowledged = Recibida (con acuse)
state-info-requested = Información solicitada
state-accepted = Aceptada
state-in-progress = En curso
state-completed = Realizada – por confirmar
state-closed = Cerrada
state-rejected = Rechazada
state-withdrawn = Retirada
state-cancelled = Cancelada
since = { $state }, desde el { $moment }.
turn-receipt = { $own ->
    [yes] Le toca a usted: acuse recibo.
   *[no] Corresponde a la oficina de { $desk } acusar recibo.
  }
turn-decision = { $own ->
    [yes] Le toca a usted: acepte, rechace o pregunte.
   *[no] Corresponde a la oficina de { $desk } decidir.
  }
turn-answer = { $own ->
    [yes] Le toca a usted: responda la pregunta.
   *[no] Corresponde a la oficina de { $desk } responder la pregunta.
  }
turn-progress = { $own ->
    [yes] Le toca a usted: informe un avance o el resultado.
   *[no] Corresponde a la oficina de { $desk } informar un avance o el resultado.
  }
turn-confirmation = { $own ->
    [yes] Le toca a usted: confirme el resultado o devuelva la remisión.
   *[no] Corresponde a la oficina de { $desk } confirmar el resultado.
  }
turn-withdrawal = { $own ->
    [yes] Le toca a usted: tome nota del retiro.
   *[no] Corresponde a la oficina de { $desk } tomar nota del retiro.
  }
turn-file-send = { $own ->
    [yes] Le toca a usted: envíe el expediente por el canal seguro de la otra oficina.
   *[no] Corresponde a la oficina de { $desk } enviar el expediente.
  }
turn-file-receive = { $own ->
    [yes] Le toca a usted: indique si el expediente llegó.
   *[no] Corresponde a la oficina de { $desk } indicar si el expediente llegó.
  }
turn-nobody = No se espera nada de nadie.
turn-with = De turno en la oficina de { $desk }: { $names }.
field-until = Hasta qué día
snooze-hint = El plazo es el { $moment }. Escriba mañana, o un día como { $day }, que es el último posible. Hoy: vuelven los recordatorios.
snoozed = No se le recordará hasta el { $day }. A sus colegas sí, y el plazo no cambia.
snoozed-no-more = Se le vuelve a recordar como siempre.
snooze-over = Recordatorio: lo había pospuesto hasta hoy.
mistake-snooze-past = Ese día ya pasó. Escriba mañana o un día posterior, antes del plazo; con hoy vuelven los recordatorios.
mistake-snooze-after = Eso es después del plazo. Los recordatorios solo se posponen dentro de él: escriba un día anterior.
word-until = hasta, el, al
due-by = A más tardar el { $moment }.
due-past = PLAZO VENCIDO desde el { $moment }.
due-working = (Cuenta el horario laboral de { $desk }.)
decide-by = La decisión se espera a más tardar el { $moment }.
more-in-private = Los detalles son solo para las dos oficinas: ábrala en nuestra conversación directa.
access-ended = Su acceso a los detalles terminó.
erased = Su contenido se borró el { $day }: queda lo que se hizo y cuándo, no de qué se trataba.
erased-soon = El { $day } se borrará su contenido, según la regla. Lo que su oficina aún necesite debe estar para entonces en su propio sistema.
erased-soon-draft = El { $day } se borrará este borrador, según la regla, salvo que se envíe antes.
retention-contents-title = Se borrará el { $day }
retention-contents = { $count ->
    [one] Una remisión de su oficina terminó hace tiempo. El { $day } se borrará su contenido, según la regla.
   *[other] { $count } remisiones de su oficina terminaron hace tiempo. El { $day } se borrará su contenido, según la regla.
  }
retention-contents-do = Lo que su oficina aún necesite debe estar en su propio sistema nacional: abra cada una y páselo antes de esa fecha. También retiro lo que dije de ellas en los chats. La referencia, los países y las fechas quedan por un tiempo. No hay que hacer nada más.
retention-draft-title = Borradores que se borrarán el { $day }
retention-draft = { $count ->
    [one] Un borrador de su oficina lleva días sin enviarse. El { $day } se borrará, según la regla.
   *[other] { $count } borradores de su oficina llevan días sin enviarse. El { $day } se borrarán, según la regla.
  }
retention-draft-do = Si aún necesita alguno, envíelo antes de esa fecha. Si no, descártelo o déjelo así.
retention-more = … y { $count } más.
fact-sent-by = Remitente
fact-received-by = Recibida por
history-title = historial

## Remisiones: listas

box-waiting = Pendientes de su oficina
box-waiting-empty = No hay nada pendiente de su oficina.
box-sent = Enviadas por su oficina
box-sent-empty = Su oficina no tiene remisiones propias abiertas.
box-received = Recibidas por su oficina
box-received-empty = Su oficina no tiene remisiones recibidas abiertas.
box-overdue = Vencidas
box-overdue-empty = No hay nada vencido.
box-closed = Terminadas
box-closed-empty = Ninguna remisión de su oficina ha terminado todavía.
desk-title = { $desk }: su oficina hoy
desk-none = Aquí aparece lo que espera a una oficina. Su función no lleva remisiones propias; esto es lo que puede hacer:
desk-others = Esperamos a otros
desk-others-empty = No esperamos nada de otros.
page = página { $number }
page-before = Página anterior
page-after = Página siguiente
page-empty = No hay nada en esta página.
unknown-box = No conozco esa lista. Elija una de estas: { $boxes }

## Remisiones: formularios

referral-new-title = Nueva remisión
referral-new-submit = Guardar como borrador
referral-erase-intro = No se puede deshacer. Se borran ya los datos de la remisión y las notas de su historial, y en unos minutos lo que dije de ella en los chats, hasta donde la plataforma lo permita. Queda la referencia, entre qué oficinas fue y las fechas. Si aún necesita algo, páselo antes a su sistema nacional.
referral-erase-intro-whole = No se puede deshacer. El borrador se borra ya por completo, y en unos minutos lo que dije de él en los chats, hasta donde la plataforma lo permita.
referral-form-intro = Nunca escriba aquí un nombre, una fecha de nacimiento, un número de documento, una dirección ni un teléfono. El expediente viaja por el canal seguro de la otra oficina.
referral-answer-intro = Se preguntó: { $question }
field-to = Para
field-urgency = Urgencia
field-service = Servicio solicitado
field-follows = Es continuación de
field-follows-hint = La referencia de una remisión rechazada o retirada que esta continúa.
field-note = Nota
field-note-hint = Breve y sin nada que permita reconocer a la niña, el niño o adolescente. 280 caracteres como máximo.
field-question = Lo que necesita saber
field-institution = Tipo de institución que actuará
field-rejection = Motivo del rechazo
field-suggested = Quién podría ayudar en su lugar
field-progress = Avance
field-outcome = Resultado
field-closure = Motivo del cierre
field-return = Por qué no está resuelta
field-reopening = Motivo de la reapertura
field-withdrawal = Motivo del retiro
field-erasure = Motivo del borrado
field-lowering = Motivo para reducir la urgencia
field-file-step = Expediente
field-file-channel = Canal seguro
field-file-channel-hint = Cómo viaja el expediente. Nunca por este bot.
field-file-date = Fecha
file-step-none = aún no enviado
file-step-sent = enviado
file-step-received = recibido
file-step-missing = no llegó

## Remisiones: negativas

mistake-reference = Eso no es una referencia. Una referencia se ve así: R-7KQ2MX. Revísela, por favor.
referral-unknown = No hay ninguna remisión { $reference } que usted pueda ver. Revise la referencia o búsquela en su lista.
refused-place = En esta sala no se dice nada sobre remisiones. Escríbame en nuestra conversación directa.
refused-in-private = Lo que se refiere al expediente de un niño, niña o adolescente se dice solo en nuestra conversación directa. Escríbame allí: { $line }
refused-not-party = Eso solo pueden hacerlo las funcionarias y los funcionarios de las dos oficinas. Pídaselo a una de esas personas.
refused-other-side = Eso corresponde a la otra oficina. Abra la remisión para ver lo que usted puede hacer.
refused-state = { $reference } cambió de estado: ahora está en «{ $state }», así que eso ya no se puede hacer. Ábrala para ver lo que puede hacer ahora.
refused-already = Eso ya está registrado: { $reference } está en «{ $state }».
refused-erased-already = Su contenido ya se borró.
refused-erase-receiver = Solo la oficina que la envió puede borrar su contenido. Pídaselo a la oficina de { $desk }.
refused-erase-titular = Borrar el contenido antes de tiempo corresponde a la persona titular de su oficina. Pídaselo, por favor.
refused-erase-withdraw = { $reference } sigue abierta. Retírela primero ({ $line }) y borre su contenido después.
refused-erase-cancel = { $reference } es un borrador. Descártelo primero ({ $line }) y bórrelo después.
refused-too-late = Se cerró hace más de { $days } días. Abra una nueva remisión.
refused-snooze-turn = { $reference } no espera ahora a su oficina, así que no se le recuerda.
refused-snooze-no-deadline = No corre ningún plazo para { $reference }, así que no hay nada que recordarle.
refused-snooze-late = El plazo de { $reference } ya venció. Lo que sigue no se puede posponer: responda, o pídaselo a un colega.
refused-snooze-soon = El plazo de { $reference } es el { $moment }. Es demasiado pronto para posponer los recordatorios por días.
refused-erased = Su contenido se borró, y por eso no se puede reabrir. Abra una nueva remisión.
refused-file-none = El expediente aún no se ha enviado. La oficina remitente debe indicar primero que va en camino.
refused-file-sent = El expediente ya va en camino. Corresponde a la otra oficina indicar si llegó.
refused-file-received = El expediente ya llegó. No hace falta nada más.
refused-file-missing = Ya se informó que el expediente no llegó. Corresponde a la oficina remitente enviarlo de nuevo.
refused-receipt-given = Usted ya tomó nota del retiro. No hace falta nada más.
refused-raise-highest = Ya tiene la urgencia más alta.
refused-lower-lowest = Ya tiene la urgencia más baja.
refused-incomplete = { $reference } aún no se puede enviar. Edite el borrador y complete: { $fields }
refused-override = No hay consentimiento para { $reference }, y solo la persona titular puede autorizar una excepción. Pida a su titular que la envíe.
refused-no-agreement = Una de las dos oficinas no tiene un acuerdo para participar en remisiones. Consulte a la Secretaría Técnica.
refused-recipient = En la oficina de { $desk } todavía no se ha unido nadie, así que nadie respondería. Avise, por favor, a la Secretaría Técnica.
refused-follows = { $reference } no es una remisión rechazada o retirada de su oficina. Revise la referencia o déjela vacía.

## Lo que un texto libre no puede contener. El texto nunca se repite ni se guarda.

guard-email = Parece que hay una dirección de correo. No se guardó nada. Quítela: los datos de contacto viajan por el canal seguro.
guard-phone = Parece que hay un número de teléfono. No se guardó nada. Quítelo: los datos de contacto viajan por el canal seguro.
guard-document = Parece que hay un número de documento. No se guardó nada. Quítelo: su lugar es el expediente.
guard-birth-date = Parece que hay una fecha de nacimiento. No se guardó nada. Elija mejor el grupo de edad.
guard-address = Parece que hay una dirección o el nombre de un albergue. No se guardó nada. Quítelo: su lugar es el expediente.
guard-account = Parece que hay una cuenta de redes sociales. No se guardó nada. Quítela: su lugar es el expediente.
guard-name = Parece que hay el nombre de una persona. No se guardó nada. Escriba mejor «la niña», «el adolescente», «la madre» o «el funcionario».
guard-take-away = Lo que escribió sigue en la sala, a la vista de todos: bórrelo allí.

## La red de práctica

room-network = Canal de la Red
room-shared = Con organismos
room-desk = Canal de la oficina
practice-newcomer = Una persona nueva
practice-newcomer-about = Aún no se ha unido a la Red
## Quién puede leer una sala

audience-members = solo personas de la institución que la aloja
audience-outsiders = también personas de otras organizaciones
audience-open = cualquiera que entre
audience-unknown = no se puede averiguar ahora
audience-one-person = solo usted
room-guard-on = encendido: si alguien escribe aquí un nombre, un número o una dirección, se lo digo, solo a esa persona
room-guard-off = apagado
room-guard-no-ear = encendido, pero aquí solo oigo lo que me menciona

## La Red: personas, oficinas, funciones

topic-liaison = Usted y la Red
word-liaison = enlace, red
word-liaison-help = ayuda
word-liaison-status = estado, situación
word-liaison-who = quién, directorio, quiénes
word-liaison-me = yo, perfil, quiénsoy
word-liaison-language = idioma
word-liaison-timezone = zona, hora, zona-horaria
word-liaison-settings = ajustes, configuración, preferencias
word-liaison-away = ausencia, ausente, fuera
word-liaison-back = regreso, regresé, regresar
word-liaison-link = vincular
word-liaison-join = unirse, ingresar, unirme
word-liaison-files = canal, archivos, expedientes
word-liaison-invite = invitar
word-liaison-invitations = invitaciones
word-liaison-unlink = desvincular
word-liaison-role = función, rol
word-liaison-dismiss = baja, dar-de-baja, cese
word-liaison-room = sala, salas
word-room-network = red
word-room-desk = oficina
word-room-shared = compartida, organismos, compartido
word-room-none = ninguna, ninguno, nada
word-room-guard = aviso, guardia, filtro
word-room-on = sí, si, encender, activar, encendido
word-room-off = no, apagar, desactivar, apagado
word-liaison-presidency = presidencia
word-liaison-leave = dejar, retirarse

help-liaison-help = Lo que puede hacer aquí y cómo escribirlo.
help-liaison-status = Cómo van las cosas: lo que su oficina tiene pendiente, quién está de turno, qué país preside.
help-liaison-who = Quién está en cada oficina, quién atiende ahora y qué hora es allí.
help-liaison-me = Lo que el bot sabe de usted: oficina, función, idioma, zona horaria, cuentas.
help-liaison-language = Elija el idioma en que le escribo.
help-liaison-timezone = Indique la zona horaria en que le digo fechas y horas.
help-liaison-settings = Cada ajuste y quién lo decidió.
help-liaison-away = Avise cuándo no estará. Lo que llegue lo atenderán sus colegas.
help-liaison-back = Avise que ya regresó.
help-liaison-link = Use el bot también desde una segunda cuenta suya.
help-liaison-join = Únase con el código de un solo uso que le dieron.
help-liaison-files = Indique por qué canal seguro recibe su oficina el expediente de una niña, un niño o adolescente.
help-liaison-invite = Invite a un(a) colega. Recibirá un código de un solo uso para esa persona.
help-liaison-invitations = Las invitaciones que nadie ha usado, para revisarlas o cancelar una.
help-liaison-unlink = Quite una cuenta suya que ya no usa, o que no es suya.
help-liaison-role = Dé a alguien de su oficina una función con sus días: desde cuándo y hasta cuándo.
help-liaison-dismiss = Termine la función de alguien de su oficina, hoy o desde un día.
help-liaison-room = Diga para qué es la sala en que escribe esto, o véalo: Red, oficina, compartida con organismos o ninguna; y encienda o apague el aviso de datos personales.
help-liaison-presidency = Anote desde qué día un país ejerce la Presidencia Pro-Témpore.
help-liaison-leave = Termine su función cuando deje el cargo.

usage-liaison-help = { $line } · { $line } enlace ausencia
usage-liaison-who = { $line } · { $line } Honduras
usage-liaison-language = { $line } English
usage-liaison-timezone = { $line } Tegucigalpa · { $line } Ciudad de México
usage-liaison-away = { $line } 24/12 4/1 · { $line } hoy mañana
usage-liaison-join = { $line } 7KQ2-MXA4-9TBC
usage-liaison-files = { $line } valija diplomática
usage-liaison-invite = { $line } oficina=Honduras función=suplente idioma=español nombre="Ana Flores"
usage-liaison-role = { $line } · { $line } "Ana Flores" titular 1/1
usage-liaison-dismiss = { $line } · { $line } "Ana Flores" hoy sí
usage-liaison-room = { $line } · { $line } red · { $line } oficina Honduras español · { $line } ninguna · { $line } aviso sí
usage-liaison-presidency = { $line } Honduras 15/1
usage-liaison-leave = { $line } confirmar=sí

do-liaison-help = Ayuda
do-liaison-status = Cómo van las cosas
do-liaison-who = Directorio
do-liaison-me = Sobre usted
do-liaison-language = Idioma
do-liaison-timezone = Zona horaria
do-liaison-settings = Ajustes
do-liaison-away = No estaré
do-liaison-back = Ya regresé
do-liaison-link = Vincular otra cuenta
do-liaison-invite = Invitar a un(a) colega
do-liaison-invitations = Invitaciones sin usar
do-liaison-unlink = Quitar una cuenta
do-liaison-role = Funciones y sus días
do-liaison-dismiss = Dar de baja
do-liaison-room = Esta sala
do-liaison-presidency = Presidencia Pro-Témpore
do-liaison-leave = Dejar la Red

role-titular = funcionario(a) de enlace titular
role-alternate = funcionario(a) de enlace suplente
role-supervisor = supervisión nacional
role-secretariat = Secretaría Técnica
role-partner = punto focal de organización asociada
role-civil-society = contacto de sociedad civil
role-auditor = auditoría
role-administrator = administración del sistema
role-presidency = Presidencia Pro-Témpore (coordinación)
word-role-titular = titular
word-role-alternate = suplente, alterno, alterna
word-role-supervisor = supervisión, supervisor, supervisora
word-role-secretariat = secretaría
word-role-partner = punto-focal
word-role-civil-society = sociedad-civil, contacto
word-role-auditor = auditoría, auditor, auditora
word-role-administrator = administración

liaison-field-name = Nombre
liaison-field-name-hint = Como lo leerán sus colegas en el directorio.
liaison-field-desk = Oficina
liaison-field-role = Función
liaison-field-language = Idioma
liaison-field-language-hint = El idioma en que el bot le dará la bienvenida. Se puede cambiar después.
liaison-field-zone = Zona horaria
liaison-field-from = Desde
liaison-field-from-hint = El primer día.
liaison-field-to = Hasta
liaison-field-to-hint = El último día.
liaison-field-country = País
liaison-field-channel = Recibe expedientes por
liaison-field-confirm = Confirmar
liaison-field-person = Persona
liaison-fact-code = Código de un solo uso
liaison-fact-expires = Vale hasta
liaison-fact-accounts = Cuentas
liaison-fact-away = Ausencias
liaison-fact-time = Hora allí
liaison-fact-your-time = Su hora
liaison-fact-today = Hoy
liaison-fact-waiting = Pendientes de su oficina
liaison-fact-overdue = Vencidas
liaison-fact-on-duty = De turno en su oficina
liaison-fact-presidency = Presidencia Pro-Témpore
liaison-fact-room = Aprobada como
liaison-fact-readers = La puede leer
liaison-fact-guard = Aviso de datos personales
liaison-fact-tzdata = Datos de zonas horarias

liaison-direct-only = Eso queda entre usted y yo. Escríbamelo, por favor, en nuestra conversación directa.
liaison-mistake-past = Ese día ya pasó. Elija hoy o un día posterior.
liaison-mistake-far = Eso es demasiado lejano o demasiado largo. Elija un día más cercano.
liaison-mistake-name = Escriba un nombre con letras, de 80 caracteres como máximo.

liaison-join-how = Para unirse a la Red, escriba «{ $line }» seguido del código de un solo uso que le dio su coordinación.
liaison-join-wrong = Ese código no funciona. Revíselo, por favor, o pida uno nuevo a su coordinación.
liaison-join-too-often = Fueron varios códigos en poco tiempo. Intente de nuevo en una hora, por favor.
liaison-join-already = Usted ya forma parte de la Red, { $name }. Para usar una segunda cuenta, escriba aquí «{ $line }» y use el código desde esa otra cuenta.
liaison-join-this-account = Esta cuenta ya es suya. Escriba el código desde su otra cuenta; todavía sirve.
liaison-join-other-person = Esta cuenta ya está vinculada con usted, y ese código es para otra persona. Para ella todavía sirve.
liaison-welcome-title = Le damos la bienvenida a la Red de Funcionarios de Enlace
liaison-welcome = Qué gusto tenerle aquí, { $name }. Así le ven sus colegas; si algo no es correcto, avise por favor a su coordinación.
liaison-welcome-first = Puede escribirme como a cualquier colega, o presionar un botón. Empiece por donde prefiera:
liaison-welcome-elsewhere = Ya forma parte de la Red. Escríbame «ayuda» en nuestra conversación directa: allí puedo contarle más.
liaison-first-help = ¿Qué puedo hacer aquí?
liaison-first-me = Sobre mí
liaison-first-list = Lo que nos espera
liaison-first-new = Remitir un caso

liaison-invite-title = Invitación
liaison-invite-intro = Le daré un código de un solo uso para que lo entregue.
liaison-invite-how = Entregue esto a su colega por un medio de confianza, no en una sala. El código sirve una sola vez y solo lo muestro ahora:
liaison-invite-forward = «Le damos la bienvenida a la Red de Funcionarios de Enlace. Escriba esto al bot: { $line }. Vale hasta { $moment }.»
liaison-invite-role-elsewhere = En ese tipo de oficina no existe la función «{ $role }». Elija otra función.
liaison-invite-second-titular = Tome en cuenta que esta oficina ya tiene titular, { $names }, quien escribirá «{ $line }» al dejar el cargo.
liaison-invite-theirs = En la oficina de { $desk } ya hay quien atiende. Eso corresponde a quien actúa allí como titular: { $names }.
liaison-invite-their-desk = En la oficina de { $desk } ya hay quien atiende. Eso corresponde a quien actúe como titular allí.
liaison-invitations-one = { $name } · { $desk } · { $role } · hasta { $moment } · por { $by }
liaison-invitations-operator = quien opera el bot
liaison-invitations-none = No hay ninguna invitación sin usar.
liaison-invitations-cancel = Cancelar
liaison-invitations-sure = ¿Cancelar la invitación de { $name }? El código dejará de servir.
liaison-invitations-cancelled = La invitación de { $name } está cancelada. Su código ya no sirve.
liaison-invitations-gone = Esa invitación ya no está entre las suyas: se usó, venció o se canceló.
liaison-invitations-how = Escriba «{ $line }» para ver las invitaciones; cada una tiene un botón para cancelarla.
liaison-unlink-which = Estas son sus cuentas. Desde una se puede quitar la misma y las que se vincularon después; las anteriores, quien opera el bot.
liaison-unlink-this = esta cuenta
liaison-unlink-button = Quitar
liaison-unlink-sure = ¿Quitar la cuenta { $account }? Ya no podrá actuar en su nombre.
liaison-unlink-sure-last = Es su única cuenta. ¿Quitar { $account }? Sin ella usted no puede usar el bot, y solo quien lo opera puede ayudarle a volver.
liaison-unlink-last = Es su única cuenta: sin ella usted no puede usar el bot. Si deja el cargo, escriba «{ $line }». Si aun así quiere quitarla, agregue «sí».
liaison-unlink-older = Esa cuenta se vinculó antes que esta. Quítela desde ella misma, o pídaselo a quien opera el bot.
liaison-unlink-gone = Ninguna cuenta suya lleva ese código. Escriba «{ $line }» para verlas.
liaison-unlink-done = La cuenta { $account } ya no actúa en su nombre.
liaison-desk-closed = Esa oficina está cerrada. Elija otra.
liaison-link-how = Escríbame esto desde su otra cuenta: { $line }. No muestre el código a nadie: quien lo use actúa en su nombre.

liaison-role-since = { $role }, desde { $since }
liaison-role-until = { $role }, desde { $since } hasta { $until } inclusive
liaison-role-later = { $role }, a partir del { $since }
liaison-language-which = ¿En qué idioma desea que le escriba?
liaison-language-set = Desde ahora le escribo en español.
liaison-language-unknown = No conozco ese idioma. Elija uno de estos: { $allowed }
liaison-language-unknown-near = No conozco ese idioma. ¿Quiso decir { $near }?
liaison-zone-which = Para usted, ahora es { $moment }. Si no es así, elija una ciudad o escriba otra, como en «{ $line }».
liaison-zone-set = Desde ahora le digo la hora de donde usted está: { $moment }.
liaison-zone-unknown = No conozco esa ciudad. Escriba la ciudad grande más cercana o una zona horaria como America/Tegucigalpa.
liaison-zone-unknown-near = No conozco esa ciudad. ¿Quiso decir { $city } ({ $near })?

liaison-away-days = del { $from } al { $to }
liaison-away-none = ninguna ausencia anotada
liaison-away-noted = Anotado: no estará del { $from } al { $to }, ambos días incluidos.
liaison-away-covered = Lo que llegue a su oficina pasa a: { $people }.
liaison-away-uncovered = Del { $from } al { $to } no hay nadie más que atienda en su oficina. Lo que llegue tendrá que esperar. Ya avisé a la coordinación.
liaison-away-order = El último día es anterior al primero. Escriba de nuevo los dos días.
liaison-back-noted = Qué gusto que haya regresado. Lo que llegue a su oficina vuelve a usted, según su función.
liaison-back-planned = Se quitó la ausencia que tenía prevista.
liaison-back-not-away = No tiene ninguna ausencia anotada, así que no hay nada que cambiar.

liaison-who-more = Detalles
liaison-who-all = Todas las oficinas
liaison-who-away = ausente
liaison-who-on-duty = de turno
liaison-who-all-away = nadie está en este momento
liaison-who-nobody-yet = nadie se ha unido todavía
liaison-who-not-here = El directorio no se muestra en esta sala. Pregúnteme, por favor, en nuestra conversación directa.
liaison-who-unknown = Ninguna oficina tiene ese nombre. Elija una de estas: { $allowed }
liaison-who-unknown-near = Ninguna oficina tiene ese nombre. ¿Quiso decir { $near }?
liaison-presiding = Presidencia Pro-Témpore: { $desk }.

liaison-files-none = aún no se ha indicado
liaison-files-which = Canal seguro de su oficina para los expedientes: { $channel }. ¿Cuál será de ahora en adelante?
liaison-files-set = Anotado. Quien consulte su oficina en el directorio leerá ahora: { $channel }.
liaison-files-unknown = Ese no es uno de los canales seguros. Elija uno de estos: { $allowed }
liaison-files-unknown-near = Ese no es uno de los canales seguros. ¿Quiso decir «{ $near }»?
liaison-presidency-intro = La Presidencia cambia al comenzar ese día, según la hora del país que la asume.
liaison-presidency-set = Anotado. Presidencia Pro-Témpore desde el { $from }: { $desk }.
liaison-presidency-correct = Para corregir una de estas fechas, indique otro país para el mismo día.
liaison-presidency-none = aún no se ha anotado
liaison-leave-intro = Su función termina hoy de forma definitiva, y los códigos que haya entregado dejan de servir. Las remisiones quedan en su oficina; pendientes allí ahora: { $waiting }.
liaison-leave-yes = Sí, dejo el cargo
liaison-leave-sure = ¿Terminar ahora su función en la Red? Solo podrá volver con una nueva invitación.
liaison-leave-done = Su función en la Red ha terminado. Gracias por su trabajo, { $name }.
liaison-leave-empty = Su oficina se queda sin nadie que atienda. Ya avisé a la coordinación.
liaison-role-hint = Una oficina tiene una sola persona titular. Si nombra a otra, la función de la actual como titular termina ese mismo día.
liaison-role-from-hint = El primer día, según la fecha de la oficina. Vacío: hoy.
liaison-role-to-hint = El último día. Vacío: sin fecha de término.
liaison-role-yes = Sí, que termine ese día
liaison-role-self = Nadie se da una función. Pídasela a otra persona de su oficina que pueda hacerlo, o a quien opera el bot. Para dejar su cargo, escriba «{ $line }».
liaison-role-nobody = No hay nadie más a quien usted pueda dar una función. Primero debe unirse: escriba «{ $line }».
liaison-role-set = Anotado. { $name }: { $roles }.
liaison-role-former = La función de { $names } como titular termina al comenzar el { $day }.
liaison-role-confirm = Si { $name } es titular desde el { $day }, la función de { $names } como titular termina ese mismo día, y con ella su acceso, si no tiene otra función. ¿Es lo que desea?
liaison-dismiss-intro = El acceso termina al comenzar ese día, según la fecha de la oficina. Las remisiones quedan en la oficina.
liaison-dismiss-from-hint = El primer día sin función. Vacío: hoy, de inmediato.
liaison-dismiss-yes = Sí, termina su función
liaison-dismiss-stay = No, se queda: quitar la fecha de término
liaison-dismiss-nobody = No hay nadie cuya función usted pueda terminar.
liaison-dismiss-self = Para dejar su propio cargo, escriba «{ $line }».
liaison-dismiss-country = Eso corresponde a la propia oficina de { $desk }: a su titular o a su supervisión nacional. Si allí no queda nadie, a quien opera el bot.
liaison-dismiss-secretariat = Eso corresponde a la Secretaría Técnica o, si allí no queda nadie, a quien opera el bot.
liaison-dismiss-done = { $name } ya no tiene ninguna función en la Red ({ $desk }), desde el { $day }. Avisé a su oficina y a la coordinación.
liaison-dismiss-later = La función de { $name } ({ $desk }) termina al comenzar el { $day }. Hasta entonces conserva su acceso. Avisé a su oficina y a la coordinación.
liaison-dismiss-empty = La oficina de { $desk } se queda sin nadie que atienda. Ya avisé a la coordinación.
liaison-dismiss-undo = Si fue un error, solo una nueva invitación le permite volver: «{ $line }».
liaison-dismiss-back = No, se queda
liaison-dismiss-kept = { $name } se queda: ya no hay fecha de término.
liaison-dismiss-stays = La función de { $name } no tiene fecha de término, así que no hay nada que quitar.
liaison-not-yet = Qué gusto tenerle aquí, { $name }. Su función en la oficina de { $desk } comienza el { $day }; desde ese día puedo atenderle.
liaison-not-yet-elsewhere = Todavía no puedo atenderle. Escríbame en nuestra conversación directa y le digo desde cuándo.
liaison-room-direct = Esta es nuestra conversación directa: no hay nada que aprobar. Escriba «{ $line }» en la sala de la que se trata.
liaison-room-not-approved = Nadie ha aprobado esta sala, así que aquí no digo nada de ningún caso.
liaison-room-how = Para cambiarla, elija abajo, o escriba de qué oficina es, como en «{ $line }». Puede agregar el idioma.
liaison-room-set = Anotado. Esta sala queda así:
liaison-room-dropped = Esta sala ya no está aprobada. Desde ahora no digo aquí nada de ningún caso.
liaison-room-drop = Retirar la aprobación
liaison-room-none-yet = Esta sala no está aprobada, así que no hay nada que retirar.
liaison-room-unknown = Una sala es una de estas cosas: { $allowed }
liaison-room-unknown-near = Una sala no puede ser eso. ¿Quiso decir «{ $near }»?
liaison-room-whose = ¿De qué oficina es esta sala? Agréguela, como en «{ $line } Honduras».
liaison-room-not-yours = Eso corresponde a la coordinación. Usted puede aprobar, con «{ $line }», una sala para su propia oficina que nadie haya aprobado para otra cosa.
liaison-room-outsiders = Esta sala también la leen personas de otras organizaciones, así que no puede ser de la Red ni de una oficina. Apruébela como compartida, con «{ $line }», o use una sala sin ellas.
liaison-room-open = En esta sala puede entrar cualquiera, o leerla sin entrar, así que no se puede aprobar. Ciérrela primero, para que solo se entre con invitación, y escríbame de nuevo.
liaison-room-unread = Ahora no puedo averiguar quién lee esta sala, así que no se puede aprobar. Intente de nuevo en unos minutos; si sigue igual, avise a quien opera el bot.
liaison-room-guard-turn-on = Encender el aviso
liaison-room-guard-turn-off = Apagar el aviso
liaison-room-guard-set-on = Anotado. Desde ahora leo lo que se escribe en esta sala, sin guardarlo, y si alguien escribe lo que aquí no debe estar, se lo digo solo a esa persona. Dígaselo a quienes están en la sala.
liaison-room-guard-set-off = Anotado. Desde ahora no miro lo que se escribe en esta sala, salvo lo que se dirige a mí.
liaison-room-guard-unapproved = El aviso se enciende en una sala aprobada, y esta no lo está. Primero apruébela.
liaison-room-guard-not-yours = Eso corresponde a la coordinación o, en la sala de su propia oficina, a su titular.
liaison-room-guard-no-ear = En esta sala solo oigo lo que me menciona, así que no podría avisar a nadie. El permiso que falta me lo puede dar quien opera el bot.
liaison-room-guard-unknown = Escriba «{ $on }» para encender el aviso o «{ $off }» para apagarlo.
liaison-status-up = Estoy en línea y funciono con normalidad.
liaison-notice-joined = { $name } se unió a la Red ({ $desk }): { $roles }. Si no lo esperaba, avise de inmediato a la coordinación.
liaison-notice-uncovered = Del { $from } al { $to } no hay nadie que atienda en la oficina de { $desk }.
liaison-notice-nobody = Desde el { $from } no hay nadie que atienda en la oficina de { $desk }.
liaison-notice-invited = { $name } invitó a una persona a la oficina de { $desk }, donde nadie atendía. Si no lo esperaba, consúltelo con esa persona; la invitación se puede cancelar mientras nadie la use.
liaison-notice-linked = Otra cuenta actúa desde ahora en su nombre: { $account }. Si no fue usted, escriba de inmediato «{ $line }» para quitarla y avise a la coordinación.
liaison-notice-roles = Cambió la función de { $name } ({ $desk }). Ahora: { $roles }. Si no lo esperaba, avise de inmediato a la coordinación.
liaison-notice-roles-none = { $name } ({ $desk }) ya no tiene ninguna función en la Red. Si no lo esperaba, avise de inmediato a la coordinación.
liaison-notice-room = { $name } aprobó la sala { $room } ({ $platform }) como: { $kind }. Si no lo esperaba, consúltelo con esa persona.
liaison-notice-room-dropped = { $name } retiró la aprobación de la sala { $room } ({ $platform }). Allí ya no se dice nada de ningún caso.
liaison-notice-room-suspended = Retiré la aprobación de la sala { $room } ({ $platform }): ahora la puede leer quien no debería. Allí ya no se dice nada de ningún caso. Revise quién está en ella y, cuando esté en orden, apruébela de nuevo escribiendo allí «{ $line }».
liaison-notice-room-guard-on = { $name } encendió el aviso de datos personales en la sala { $room } ({ $platform }): allí leo lo que se escribe, sin guardarlo, y aviso a quien escriba lo que no debe estar.
liaison-notice-room-guard-off = { $name } apagó el aviso de datos personales en la sala { $room } ({ $platform }).

help-title = Lo que puede hacer
help-more = Para saber qué hace cada uno, presione un botón o escriba por ejemplo «{ $line }».
help-all = Todos los comandos
help-how = Cómo
help-fact-type = Escriba
help-fact-also = También se entiende

## Resúmenes

word-digest = resumen, resúmenes
topic-digest = Resúmenes
word-digest-how = cómo
word-digest-now = ahora
word-digest-daily = diario, diaria
word-digest-weekly = semanal
word-digest-off = apagar, desactivar, nunca
word-digest-at = hora
word-digest-test = prueba, probar
word-digest-always = siempre
word-digest-quiet = silencio
help-digest-how = Qué resumen recibe, cuándo y por qué, y cómo cambiarlo.
help-digest-now = Ver el resumen ahora.
help-digest-daily = Recibirlo cada día hábil.
help-digest-weekly = Recibirlo el primer día hábil de la semana.
help-digest-off = No recibirlo más.
help-digest-at = Elegir a qué hora llega.
help-digest-test = Enviar uno de prueba, por el camino de siempre.
help-digest-always = Que llegue a su oficina aunque no haya nada pendiente.
help-digest-quiet = Que no llegue nada si no hay nada pendiente.
usage-digest-at = { $line } 08:00
do-digest-how = Resumen
do-digest-now = Verlo ahora
do-digest-daily = Cada día hábil
do-digest-weekly = Una vez por semana
do-digest-off = No recibirlo
do-digest-at = Otra hora
do-digest-test = Enviar una prueba
do-digest-always = Avisar también si no hay nada
do-digest-quiet = No avisar si no hay nada
digest-kind-officer = Resumen de su oficina
digest-kind-network = Resumen de la Red
digest-kind-partners = Cifras de la Red
digest-rhythm-daily = cada día hábil
digest-rhythm-weekly = el primer día hábil de cada semana
digest-rhythm-off = no se envía
digest-hour = a las { $at } ({ $zone })
digest-next = El próximo
digest-two = Son dos resúmenes. Lo que escriba vale para el de su oficina; para el de la Red, agregue «red», como en «{ $line }».
digest-at-which = ¿A qué hora? Elija una, o escriba otra, como en «{ $line }».
digest-at-unknown = No puedo leer esa hora. Escríbala como en «{ $line }».
digest-test-sent = Envié un resumen de prueba, por el camino de siempre. Si no llega en unos minutos, avise a quien opera el bot.
digest-always-set = Anotado. El resumen llega a la oficina de { $desk } también cuando no hay nada pendiente, y así lo dice.
digest-quiet-set = Anotado. Cuando no hay nada pendiente, a la oficina de { $desk } no le llega ningún resumen.
digest-not-here = Aquí no hay resumen. Lo tienen la sala de la Red y las compartidas con organismos asociados, una vez aprobadas. El suyo lo decide en nuestra conversación directa, con «{ $line }».
digest-not-yours = El resumen de esta sala lo decide la coordinación. El suyo lo decide usted en nuestra conversación directa, con «{ $line }».
digest-network-not-yours = El resumen de la Red es para quienes la coordinan.
digest-partners-weekly = Estas cifras salen una vez por semana. Si salieran más a menudo, por la diferencia se podría reconocer un caso.
digest-officer-title = { $desk }: su resumen
digest-network-title = La Red: resumen para la coordinación
digest-partners-title = La Red en cifras
digest-nothing = No hay nada pendiente de su oficina.
digest-others = Esperamos a otras oficinas en { $count ->
    [one] una remisión
   *[other] { $count } remisiones
  }{ $overdue ->
    [0] .
   *[other] ; vencidas: { $overdue }.
  }
digest-overdue = Vencidas ({ $count })
digest-today = Vencen hoy ({ $count })
digest-later = Lo demás que espera a su oficina ({ $count })
digest-more = … y { $count } más.
digest-see-more = Ver las demás
digest-manage = Cuándo llega este resumen
digest-open = Remisiones abiertas: { $count }. Plazos vencidos: { $overdue }.
digest-late = Plazos vencidos por oficina: { $desks }.
digest-empty = Hoy no hay quien atienda en: { $desks }.
digest-all-there = Hoy hay quien atienda en todos los países.
digest-total = { $count } ({ $parts })
digest-times = Tiempo de respuesta por país, en los últimos siete días y en los siete anteriores (mediana)
digest-time-receipt = acuse, { $now } (antes: { $before })
digest-time-decision = decisión, { $now } (antes: { $before })
digest-no-time = sin datos
digest-chart-states = Remisiones abiertas por estado
digest-chart-receipt = Tiempo hasta el acuse de recibo (mediana)
digest-chart-now = últimos siete días
digest-chart-before = siete días anteriores
digest-partners = Remisiones abiertas en toda la Red, contadas una sola vez en la semana que empezó el { $day }. No se muestra ninguna cifra menor de { $least }, ni nada que permita deducirla.
digest-partners-all = Abiertas, en total
digest-by-urgency = Por urgencia
digest-by-stage = Por etapa
digest-too-few = no se muestra: alguna cifra es menor de { $least }
digest-few = menos de { $least }
digest-together = { $count } en conjunto
digest-stage-arriving = Enviadas, sin acuse
digest-stage-deciding = Por decidir
digest-stage-acting = Aceptadas y en curso
digest-stage-confirming = Realizadas, por confirmar
settings-room = Ajustes de esta sala
settings-not-here = Esta sala no está aprobada, así que no tiene ajustes. Los suyos están en nuestra conversación directa: «{ $line }».
settings-by = { $value } – { $source }
settings-source-person = lo decidió usted
settings-source-desk = lo decide su oficina
settings-source-room = se decidió para esta sala
settings-source-network = reglas de la Red
settings-source-configuration = configuración del bot
settings-days = Días hábiles
settings-hours = { $days }, { $hours }, menos los feriados ({ $desk })
settings-nothing = Resumen aunque no haya nada
settings-yes = sí
settings-no = no
settings-contents = Los contenidos se borran después de
settings-drafts = Los borradores se borran después de
settings-reopen = Se puede reabrir durante
settings-length = { $days ->
    [one] un día
   *[other] { $days } días
  }

## Slack

slack-about = El escritorio de las oficinas de enlace: remisiones entre países, sin datos de la niña, el niño o el adolescente.
slack-command-referral = Remitir un caso a otro país y seguirlo hasta su cierre
slack-hint-referral = nueva · lista · ver R-7KQ2MX · aceptar R-7KQ2MX · ayuda
slack-command-liaison = Su red: ayuda, directorio, ausencias, idioma, ingreso con un código
slack-hint-liaison = ayuda · yo · directorio · ausencia · unirse CÓDIGO
