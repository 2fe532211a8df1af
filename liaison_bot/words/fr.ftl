### Français. Les termes suivent les documents de la Conférence régionale sur les migrations lorsqu'ils existent.

## Ce que l'on tape : le premier mot est celui qui est montré.

word-back = précédent, retour
word-skip = passer, aucun
word-cancel = annuler, arrêter
word-more = plus
word-yes = oui, o, confirmer
word-stay = reste, rester

## Réponses que toute commande peut donner

quoted = « { $text } »
labelled = { $label } : { $value }
unknown-word = Je ne connais pas ce mot. Tapez « aide » pour voir ce que vous pouvez faire.
unknown-word-near = Je ne connais pas ce mot. Vouliez-vous dire « { $near } » ? Tapez « aide » pour voir ce que vous pouvez faire.
unknown-verb = Je ne connais pas cette commande de « { $topic } ». Tapez « aide { $topic } » pour les voir toutes.
unknown-verb-near = Je ne connais pas cette commande. Vouliez-vous dire « { $near } » ?
unknown-field = Cette commande n'a pas de champ de ce nom. Ses champs : { $fields }
unknown-field-near = Cette commande n'a pas de champ de ce nom. Vouliez-vous dire « { $near } » ? Ses champs : { $fields }
too-many-words = Cette ligne contient plus que la commande n'accepte. Mettez entre guillemets les mots qui vont ensemble.
words-left-over = J'ai compris « { $line } », mais pas les mots qui suivent : rien n'a été fait. Écrivez-le à nouveau sans eux.
reference-missing = Laquelle ? Ajoutez sa référence, comme dans « { $line } R-7KQ2MX ».
refused-role = Cela ne fait pas partie de votre fonction. Tapez « aide » pour voir ce que vous pouvez faire.
refused-state-gone = Cela n'est plus possible. Veuillez recommencer.
unexpected = Une erreur s'est produite de notre côté et rien n'a été modifié. Veuillez communiquer ce numéro à la personne qui gère le bot : { $number }
refused-unreadable = Je n'arrive pas à lire depuis quel compte ou quel lieu vous m'écrivez ; rien n'a donc été fait. Veuillez prévenir la personne qui gère le bot.
not-taken-too-old = Ce que vous avez écrit ici en mon absence a attendu trop longtemps : je ne l'ai donc pas exécuté. Voyez où en sont les choses et, si c'est encore utile, écrivez-le de nouveau.
not-taken-edited = Vous avez corrigé un message que j'avais déjà lu : c'est la première version qui compte. Si vous vouliez autre chose, écrivez-le dans un nouveau message.
not-taken-unreadable = Je n'ai pas pu lire ce message. Veuillez l'envoyer de nouveau.
not-taken-untrusted = Je ne donne pas suite aux messages d'un appareil non vérifié. Vérifiez-le dans les paramètres de votre application, puis envoyez le message de nouveau.
not-taken-unprotected = Cette conversation n'est pas chiffrée : je n'y donne suite à rien. Écrivez-moi dans la conversation chiffrée que je vous ai proposée, ou activez le chiffrement dans celle-ci.
not-taken-unattended = Pour comparer des émojis avec moi, la personne qui m'administre doit voir les siens au même moment. Convenez avec elle d'un moment, par téléphone par exemple, et demandez alors de nouveau la vérification.

## Formulaires et conversations

mistake-required = Cette réponse est nécessaire pour continuer.
mistake-choice = Ce n'est pas l'un des choix proposés.
mistake-one-choice = Choisissez une seule réponse.
mistake-too-long = Ce texte compte { $length } caractères. Veuillez le ramener à { $longest } au maximum.
mistake-date = Je n'arrive pas à lire cette date. Écrivez-la sous la forme 2026-12-24 ou 24/12.
mistake-date-lately = Ce jour doit être dans l'année écoulée, aujourd'hui au plus tard. Écrivez-le avec l'année, par exemple 2026-12-24.
mistake-consent-nobody = Si personne n'a donné de consentement, il n'y en a pas. Indiquez qui l'a donné, ou choisissez une dérogation comme base.
mistake-answer-empty = Répondez à la question : par une donnée, par une note, ou les deux.
mistake-confirm = Répondez « oui », « annuler » ou le numéro de la réponse à modifier.
conversation-place = question { $at } sur { $of }
conversation-choose-one = Répondez par le numéro de votre choix.
conversation-choose-several = Répondez par les numéros de vos choix, séparés par des virgules.
conversation-type = Tapez votre réponse.
conversation-date = Tapez une date, par exemple 2026-12-24.
conversation-steer = Vous pouvez aussi répondre « précédent » ou « annuler ».
conversation-steer-optional = Vous pouvez aussi répondre « passer », « précédent » ou « annuler ».
conversation-confirm = Est-ce exact ? Répondez « oui » pour confirmer, le numéro d'une réponse pour la modifier, ou « annuler » pour arrêter.
conversation-confirm-more = Est-ce exact ? Répondez « oui » pour confirmer, « plus » pour ajouter d'autres informations, le numéro d'une réponse pour la modifier, ou « annuler » pour arrêter.
conversation-answer = { $question } : { $answer }
conversation-dropped = D'accord, on arrête là. Rien n'a été fait.
form-resumed = Voici ce que vous aviez laissé en suspens. Vérifiez-le avant de continuer.
continued-in-private = Je vous ai écrit dans notre conversation directe pour que nous y continuions.
answered-in-private = C'est fait. Je vous ai écrit dans notre conversation directe.
form-save = Enregistrer
form-close = Fermer

## Orientations : ce que l'on tape

word-referral = orientation, orientations, orienter, référence, référencement, cas, dossier
topic-referral = Orientations
word-referral-new = nouvelle, nouveau, ouvrir, créer
word-referral-list = liste, lister
word-referral-show = voir, montrer, afficher
word-referral-status = état, statut
word-referral-history = historique
word-referral-edit = modifier, éditer
word-referral-send = envoyer
word-referral-cancel = abandonner, annuler
word-referral-ack = recevoir, accuser, accusé, reçue, reçu
word-referral-ask = demander, question
word-referral-answer = répondre, réponse
word-referral-accept = accepter
word-referral-reject = rejeter, refuser
word-referral-start = commencer, démarrer
word-referral-update = avancement, progrès, actualiser, suivi
word-referral-complete = résultat, terminer, achever, terminé, terminée
word-referral-close = clore, clôturer, fermer
word-referral-return = retourner, renvoyer
word-referral-reopen = rouvrir
word-referral-withdraw = retirer, révoquer
word-referral-erase = effacer, supprimer
word-referral-raise = augmenter, relever
word-referral-lower = réduire, abaisser
word-referral-snooze = reporter, différer
word-referral-file = dossier, pièces, fichier
word-box-waiting = attente, miennes
word-box-sent = envoyées, envoyée
word-box-received = reçues, reçue
word-box-overdue = retard, retards
word-box-closed = closes, close, terminées
word-file-sent = envoyé
word-file-received = reçu, arrivé
word-file-missing = manquant, perdu

## Orientations : ce que fait chaque commande

help-referral-new = Orienter un cas vers un autre pays ou une organisation. L'orientation reste un brouillon jusqu'à son envoi.
help-referral-list = Les orientations de votre bureau : en attente, envoyées, reçues, en retard ou closes.
help-referral-show = Une orientation : où elle en est, à qui revient la prochaine étape et jusqu'à quand.
help-referral-status = Une orientation en une ligne : où elle en est, à qui le tour, pour quand et avec qui.
help-referral-history = Tout ce qui s'est passé pour une orientation, dans l'ordre.
help-referral-edit = Modifier un brouillon.
help-referral-send = Envoyer un brouillon à son destinataire. Le délai commence à courir.
help-referral-cancel = Abandonner un brouillon.
help-referral-ack = Accuser réception d'une orientation, ou prendre acte de son retrait.
help-referral-ask = Demander des informations au bureau expéditeur. Entre-temps, votre délai de décision est suspendu.
help-referral-answer = Répondre à la question du bureau destinataire.
help-referral-accept = Accepter une orientation et dire quel type d'institution agira.
help-referral-reject = Rejeter une orientation, avec le motif.
help-referral-start = Indiquer que le travail a commencé.
help-referral-update = Signaler l'avancement.
help-referral-complete = Indiquer le résultat, que le bureau expéditeur confirmera.
help-referral-close = Confirmer le résultat et clore l'orientation.
help-referral-return = Retourner une orientation : le cas n'est pas résolu.
help-referral-reopen = Reprendre une orientation close.
help-referral-withdraw = Retirer une orientation à tout moment. L'autre bureau doit en prendre acte.
help-referral-erase = Effacer dès maintenant le contenu d'une orientation terminée, parce qu'une personne en droit de le demander l'a fait. C'est irréversible.
help-referral-raise = Rendre une orientation plus urgente.
help-referral-lower = Rendre une orientation moins urgente, avec le motif.
help-referral-snooze = Reporter vos propres rappels d'une orientation à un jour avant son échéance.
help-referral-file = Indiquer où en est le dossier de l'enfant. Le dossier ne passe jamais par le bot.

## Orientations : boutons

do-referral-new = Nouvelle orientation
do-referral-list = Ma liste
do-referral-show = Ouvrir
do-referral-status = État
do-referral-history = Historique
do-referral-edit = Modifier
do-referral-edit-submit = Enregistrer le brouillon
do-referral-send = Envoyer
do-referral-cancel = Abandonner
do-referral-ack = Accuser réception
do-referral-receipt = Prendre acte du retrait
do-referral-ask = Poser une question
do-referral-answer = Répondre
do-referral-accept = Accepter
do-referral-reject = Rejeter
do-referral-start = Commencer
do-referral-update = Signaler l'avancement
do-referral-complete = Indiquer le résultat
do-referral-close = Confirmer et clore
do-referral-return = Non résolue
do-referral-reopen = Rouvrir
do-referral-withdraw = Retirer
do-referral-erase = Effacer le contenu
do-referral-raise = Plus urgent
do-referral-lower = Moins urgent
do-referral-file = Dossier de l'enfant
do-referral-snooze = Me le rappeler plus tard
do-referral-file-sent = Dossier envoyé
do-referral-file-received = Dossier reçu
do-referral-file-missing = Dossier non arrivé
do-referral-follow = Orienter à nouveau
confirm-no = Non
confirm-send = Envoyer { $reference } maintenant ? Elle pourra être retirée, mais plus modifiée.
confirm-cancel = Abandonner le brouillon { $reference } ?

## Orientations : ce qui a été fait, dit à qui l'a fait

done-new = Le brouillon { $reference } est enregistré. Seul votre bureau le voit. Vérifiez-le, puis envoyez-le.
done-edit = Le brouillon { $reference } est enregistré.
done-cancel = Le brouillon { $reference } est abandonné.
done-send = { $reference } est envoyée au bureau { $desk }, qui est prévenu.
done-ack = Vous avez accusé réception. Le bureau { $desk } est prévenu.
done-receipt = Vous avez pris acte du retrait. Le bureau { $desk } est prévenu.
done-ask = Votre question est transmise au bureau { $desk }. Votre délai est suspendu jusqu'à sa réponse.
done-answer = Votre réponse est transmise au bureau { $desk }.
done-accept = Vous avez accepté { $reference }. Le bureau { $desk } est prévenu.
done-reject = Vous avez rejeté { $reference }. Le bureau { $desk } est prévenu et connaît le motif.
done-start = C'est noté : le travail a commencé. Le bureau { $desk } est prévenu.
done-update = Avancement noté. Le bureau { $desk } est prévenu.
done-complete = Résultat transmis. C'est maintenant au bureau { $desk } de le confirmer.
done-close = { $reference } est close. Le bureau { $desk } est prévenu.
done-return = { $reference } est retournée au bureau { $desk }.
done-reopen = { $reference } est rouverte. Le bureau { $desk } est prévenu.
done-withdraw = { $reference } est retirée. Le bureau { $desk } est prévenu et prié d'en prendre acte.
done-raise = L'urgence est augmentée. Le bureau { $desk } est prévenu.
done-erase = Le contenu de { $reference } est effacé. Dans quelques minutes, je retire aussi ce que j'en ai dit dans les discussions, ce message compris, puis j'avertis le bureau { $desk }. Je ne touche pas à ce qui se trouve dans votre propre système national.
done-erase-whole = Le brouillon { $reference } est entièrement effacé. Dans quelques minutes, je retire aussi ce que j'en ai dit dans les discussions, ce message compris.
done-lower = L'urgence est réduite. Le bureau { $desk } est prévenu.
done-file-sent = C'est noté : le dossier est en route. Le bureau { $desk } dira s'il est arrivé.
done-file-received = C'est noté : le dossier est arrivé. Le bureau { $desk } est prévenu.
done-file-missing = C'est noté : le dossier n'est pas arrivé. Le bureau { $desk } est prié de l'envoyer de nouveau.
on-duty = De service à ce bureau : { $names }.

## Échéances relancées

chase-remind = Rappel : { $percent } % du délai est écoulé.
chase-late = L'échéance est passée et il n'y a pas encore de réponse.
chase-sent-late = Cet avis est en retard : il devait arriver le { $moment }.
chase-supervisor = Votre bureau n'a pas répondu et l'échéance est passée. Prévenez la personne de service.
chase-coordinators = L'échéance est passée et le bureau { $desk } n'a pas répondu aux rappels. Prenez contact avec lui.
chase-told = { $count ->
    [0] Le bureau { $desk } n'a pas répondu
    [one] Le bureau { $desk } a reçu un rappel
   *[other] Le bureau { $desk } a reçu { $count } rappels
  }{ $rung ->
    [officers] { " " }; toutes les personnes qui y agissent sont maintenant prévenues : { $names }.
    [supervisor] { " " }; la supervision nationale est maintenant prévenue : { $names }.
    [coordinators] { " " }; la coordination du Réseau est maintenant prévenue : { $names }.
   *[on-duty] { " " }: { $names }.
  }

## Orientations : ce qui s'est passé, dans les avis et l'historique

did-new = { $person } ({ $desk }) a ouvert un brouillon.
did-edit = { $person } ({ $desk }) a modifié le brouillon.
did-cancel = { $person } ({ $desk }) a abandonné le brouillon.
did-send = { $person } ({ $desk }) l'a envoyée.
did-ack = { $person } ({ $desk }) a accusé réception.
did-receipt = { $person } ({ $desk }) a pris acte du retrait.
did-ask = { $person } ({ $desk }) a demandé des informations.
did-answer = { $person } ({ $desk }) a répondu à la question.
did-accept = { $person } ({ $desk }) l'a acceptée.
did-reject = { $person } ({ $desk }) l'a rejetée.
did-start = { $person } ({ $desk }) a commencé le travail.
did-update = { $person } ({ $desk }) a signalé l'avancement.
did-complete = { $person } ({ $desk }) a indiqué le résultat.
did-close = { $person } ({ $desk }) a confirmé le résultat et l'a close.
did-return = { $person } ({ $desk }) l'a retournée, car elle n'est pas résolue.
did-reopen = { $person } ({ $desk }) l'a rouverte.
did-withdraw = { $person } ({ $desk }) l'a retirée.
did-erase = { $person } ({ $desk }) a effacé le contenu.
erased-elsewhere = Ce que votre bureau en conserve ailleurs, effacez-le aussi s'il y a lieu.
did-raise = { $person } ({ $desk }) a augmenté l'urgence.
did-lower = { $person } ({ $desk }) a réduit l'urgence.
did-file-sent = { $person } ({ $desk }) a envoyé le dossier de l'enfant.
did-file-received = { $person } ({ $desk }) a reçu le dossier de l'enfant.
did-file-missing = { $person } ({ $desk }) a signalé que le dossier de l'enfant n'est pas arrivé.
news-elsewhere = Il y a du nouveau pour vous. Écrivez-moi dans notre conversation directe pour le lire.
alarm-title = Pour qui exploite le bot
alarm-late = Personne n'a regardé les délais de { $since } à { $until }. { $count ->
    [0] Entre-temps, aucun avis de délai n'est arrivé à échéance.
    [one] Entre-temps, un avis de délai est arrivé à échéance ; il a été envoyé en retard.
   *[other] Entre-temps, { $count } avis de délai sont arrivés à échéance ; ils ont été envoyés en retard.
  }
alarm-given-up = { $count ->
    [one] Un avis n'a pas pu être remis.
   *[other] { $count } avis n'ont pas pu être remis.
  }
alarm-waiting = { $count ->
    [one] Un avis attend d'être remis, depuis { $since }.
   *[other] { $count } avis attendent d'être remis ; le plus ancien depuis { $since }.
  }
alarm-doctor = Le journal et « liaison-bot doctor » en disent plus.
notice-undelivered = Un avis n'a pas pu être remis à { $name } ({ $desk }). Veuillez demander à cette personne d'écrire au bot.
notice-undelivered-about = Un avis concernant { $reference } n'a pas pu être remis à { $name } ({ $desk }). Veuillez prévenir cette personne par un autre moyen.
notice-undelivered-room = Le récapitulatif n'a pas pu être publié dans le salon { $room } ({ $platform }). Veuillez vérifier que le bot y est encore.

## Orientations : la fiche

state-draft = Brouillon
state-sent = Envoyée – en attente d'accusé
state-acknowledged = Reçue (accusé)
state-info-requested = Informations demandées
state-accepted = Acceptée
state-in-progress = En cours
state-completed = Terminée – à confirmer
state-closed = Close
state-rejected = Rejetée
state-withdrawn = Retirée
state-cancelled = Annulée
since = { $state }, depuis le { $moment }.
turn-receipt = { $own ->
    [yes] À vous : accusez réception.
   *[no] C'est au bureau { $desk } d'accuser réception.
  }
turn-decision = { $own ->
    [yes] À vous : acceptez, rejetez ou posez une question.
   *[no] C'est au bureau { $desk } de décider.
  }
turn-answer = { $own ->
    [yes] À vous : répondez à la question.
   *[no] C'est au bureau { $desk } de répondre à la question.
  }
turn-progress = { $own ->
    [yes] À vous : signalez l'avancement ou indiquez le résultat.
   *[no] C'est au bureau { $desk } de signaler l'avancement ou d'indiquer le résultat.
  }
turn-confirmation = { $own ->
    [yes] À vous : confirmez le résultat ou retournez l'orientation.
   *[no] C'est au bureau { $desk } de confirmer le résultat.
  }
turn-withdrawal = { $own ->
    [yes] À vous : prenez acte du retrait.
   *[no] C'est au bureau { $desk } de prendre acte du retrait.
  }
turn-file-send = { $own ->
    [yes] À vous : envoyez le dossier de l'enfant par le canal sécurisé de l'autre bureau.
   *[no] C'est au bureau { $desk } d'envoyer le dossier de l'enfant.
  }
turn-file-receive = { $own ->
    [yes] À vous : dites si le dossier de l'enfant est arrivé.
   *[no] C'est au bureau { $desk } de dire si le dossier de l'enfant est arrivé.
  }
turn-nobody = On n'attend personne.
turn-with = De service au bureau { $desk } : { $names }.
field-until = Jusqu'à quel jour
snooze-hint = L'échéance est le { $moment }. Tapez demain, ou un jour comme { $day }, le dernier possible. Aujourd'hui : les rappels reviennent.
snoozed = Plus de rappel pour vous jusqu'au { $day }. Vos collègues en reçoivent, et l'échéance ne change pas.
snoozed-no-more = Les rappels reviennent pour vous comme d'habitude.
snooze-over = Rappel : vous l'aviez reporté à aujourd'hui.
mistake-snooze-past = Ce jour est passé. Tapez demain ou un jour ultérieur avant l'échéance ; avec aujourd'hui, les rappels reviennent.
mistake-snooze-after = C'est après l'échéance. Les rappels ne se reportent qu'avant elle : tapez un jour plus proche.
word-until = jusqu'au, jusqu'à, au
due-by = Au plus tard le { $moment }.
due-past = EN RETARD depuis le { $moment }.
due-working = (Heures ouvrées : { $desk }.)
decide-by = Décision attendue au plus tard le { $moment }.
more-in-private = Les détails sont réservés aux deux bureaux : ouvrez-la dans notre conversation directe.
access-ended = Votre accès aux détails a pris fin.
erased = Son contenu a été effacé le { $day } : ce qui a été fait et quand reste, ce dont il s'agissait non.
erased-soon = Le { $day }, son contenu sera effacé, comme le veut la règle. Ce dont votre bureau a encore besoin doit être d'ici là dans votre propre système.
erased-soon-draft = Le { $day }, ce brouillon sera effacé, comme le veut la règle, sauf s'il est envoyé avant.
retention-contents-title = À effacer le { $day }
retention-contents = { $count ->
    [one] Une orientation de votre bureau a pris fin il y a longtemps. Le { $day }, son contenu sera effacé, comme le veut la règle.
   *[other] { $count } orientations de votre bureau ont pris fin il y a longtemps. Le { $day }, leur contenu sera effacé, comme le veut la règle.
  }
retention-contents-do = Ce dont votre bureau a encore besoin a sa place dans votre propre système national : ouvrez chacune et reportez-le avant cette date. Je retire aussi ce que j'en ai dit dans les discussions. La référence, les pays et les dates restent un certain temps. Il n'y a rien d'autre à faire.
retention-draft-title = Brouillons à effacer le { $day }
retention-draft = { $count ->
    [one] Un brouillon de votre bureau n'est pas envoyé depuis des jours. Le { $day }, il sera effacé, comme le veut la règle.
   *[other] { $count } brouillons de votre bureau ne sont pas envoyés depuis des jours. Le { $day }, ils seront effacés, comme le veut la règle.
  }
retention-draft-do = Si vous en avez encore besoin, envoyez-les avant cette date. Sinon, abandonnez-les ou laissez faire.
retention-more = … et { $count } de plus.
fact-sent-by = De la part de
fact-received-by = Reçue par
history-title = historique

## Orientations : listes

box-waiting = En attente de votre bureau
box-waiting-empty = Rien n'est en attente de votre bureau.
box-sent = Envoyées par votre bureau
box-sent-empty = Aucune orientation envoyée par votre bureau n'est ouverte.
box-received = Reçues par votre bureau
box-received-empty = Aucune orientation reçue par votre bureau n'est ouverte.
box-overdue = En retard
box-overdue-empty = Rien n'est en retard.
box-closed = Terminées
box-closed-empty = Aucune orientation de votre bureau n'est encore terminée.
desk-title = { $desk } : votre bureau aujourd'hui
desk-none = Ce qui attend un bureau apparaît ici. Votre fonction ne comporte pas d'orientations propres ; voici ce que vous pouvez faire :
desk-others = Nous attendons les autres
desk-others-empty = Nous n'attendons rien des autres.
page = page { $number }
page-before = Page précédente
page-after = Page suivante
page-empty = Il n'y a rien sur cette page.
unknown-box = Je ne connais pas cette liste. Choisissez l'une de celles-ci : { $boxes }

## Orientations : formulaires

referral-new-title = Nouvelle orientation
referral-new-submit = Enregistrer le brouillon
referral-erase-intro = L'effacement est irréversible. Les données de l'orientation et les notes de son historique sont effacées aussitôt et, dans quelques minutes, ce que j'en ai dit dans les discussions, dans la mesure où la plateforme le permet. La référence, les deux bureaux et les dates restent. Si vous avez encore besoin de quelque chose, reportez-le d'abord dans votre système national.
referral-erase-intro-whole = L'effacement est irréversible. Le brouillon est effacé aussitôt, en entier, et dans quelques minutes ce que j'en ai dit dans les discussions, dans la mesure où la plateforme le permet.
referral-form-intro = N'écrivez jamais ici un nom, une date de naissance, un numéro de document, une adresse ou un téléphone. Le dossier de l'enfant voyage par le canal sécurisé de l'autre bureau.
referral-answer-intro = Question posée : { $question }
field-to = À
field-urgency = Urgence
field-service = Service demandé
field-follows = Fait suite à
field-follows-hint = La référence d'une orientation rejetée ou retirée à laquelle celle-ci fait suite.
field-note = Note
field-note-hint = Brève, et rien qui permette de reconnaître l'enfant. 280 caractères au maximum.
field-question = Ce que vous souhaitez savoir
field-institution = Type d'institution qui agira
field-rejection = Motif du rejet
field-suggested = Qui pourrait aider à la place
field-progress = Avancement
field-outcome = Résultat
field-closure = Motif de la clôture
field-return = Pourquoi elle n'est pas résolue
field-reopening = Motif de la réouverture
field-withdrawal = Motif du retrait
field-erasure = Motif de l'effacement
field-lowering = Motif de la réduction de l'urgence
field-file-step = Dossier de l'enfant
field-file-channel = Canal sécurisé
field-file-channel-hint = Comment voyage le dossier. Jamais par ce bot.
field-file-date = Date
file-step-none = pas encore envoyé
file-step-sent = envoyé
file-step-received = reçu
file-step-missing = non arrivé

## Orientations : refus

mistake-reference = Ce n'est pas une référence. Une référence ressemble à R-7KQ2MX ; veuillez la vérifier.
referral-unknown = Il n'y a pas d'orientation { $reference } que vous puissiez voir. Vérifiez la référence ou cherchez-la dans votre liste.
refused-place = Dans ce salon, je ne dis rien des orientations. Écrivez-moi dans notre conversation directe.
refused-in-private = Ce qui concerne le dossier d'un enfant ne se dit que dans notre conversation directe. Écrivez-moi là : { $line }
refused-not-party = Seules les personnes en poste dans les deux bureaux peuvent le faire. Adressez-vous à l'une d'elles.
refused-other-side = Cela revient à l'autre bureau. Ouvrez l'orientation pour voir ce que vous pouvez faire.
refused-state = { $reference } a changé d'état : elle est maintenant « { $state } », ce n'est donc plus possible. Ouvrez-la pour voir ce que vous pouvez faire.
refused-already = C'est déjà enregistré : { $reference } est maintenant « { $state } ».
refused-erased-already = Son contenu est déjà effacé.
refused-erase-receiver = Seul le bureau qui l'a envoyée peut en effacer le contenu. Adressez-vous au bureau { $desk }.
refused-erase-titular = Effacer le contenu avant terme revient à la personne titulaire de votre bureau. Veuillez le lui demander.
refused-erase-withdraw = { $reference } est encore ouverte. Retirez-la d'abord ({ $line }), puis effacez son contenu.
refused-erase-cancel = { $reference } est un brouillon. Abandonnez-le d'abord ({ $line }), puis effacez-le.
refused-too-late = Elle a été close il y a plus de { $days } jours. Ouvrez une nouvelle orientation.
refused-snooze-turn = { $reference } n'attend pas votre bureau en ce moment : rien ne vous est rappelé.
refused-snooze-no-deadline = Aucune échéance ne court pour { $reference } : il n'y a rien à vous rappeler.
refused-snooze-late = L'échéance de { $reference } est passée. La suite ne se reporte pas : répondez, ou demandez-le à un collègue.
refused-snooze-soon = L'échéance de { $reference } est le { $moment }. C'est trop proche pour reporter les rappels de plusieurs jours.
refused-erased = Son contenu a été effacé : elle ne peut plus être rouverte. Ouvrez une nouvelle orientation.
refused-file-none = Le dossier de l'enfant n'a pas encore été envoyé. Le bureau expéditeur doit d'abord indiquer qu'il est en route.
refused-file-sent = Le dossier de l'enfant est déjà en route. C'est à l'autre bureau de dire s'il est arrivé.
refused-file-received = Le dossier de l'enfant est déjà arrivé. Il n'y a rien d'autre à faire.
refused-file-missing = Il a déjà été signalé que le dossier de l'enfant n'est pas arrivé. C'est au bureau expéditeur de l'envoyer de nouveau.
refused-receipt-given = Vous avez déjà pris acte du retrait. Il n'y a rien d'autre à faire.
refused-raise-highest = Elle a déjà l'urgence la plus élevée.
refused-lower-lowest = Elle a déjà l'urgence la plus basse.
refused-incomplete = { $reference } ne peut pas encore être envoyée. Modifiez le brouillon et remplissez : { $fields }
refused-override = Il n'y a pas de consentement pour { $reference }, et seule la personne titulaire peut autoriser une dérogation. Demandez-lui de faire l'envoi.
refused-no-agreement = L'un des deux bureaux n'a pas d'accord pour participer aux orientations. Adressez-vous au Secrétariat technique.
refused-recipient = Personne n'a encore rejoint le bureau { $desk } ; personne ne répondrait donc. Veuillez prévenir le Secrétariat technique.
refused-follows = { $reference } n'est pas une orientation rejetée ou retirée de votre bureau. Vérifiez la référence ou laissez ce champ vide.

## Ce qu'un texte libre ne peut pas contenir. Le texte n'est jamais répété ni conservé.

guard-email = Ce texte semble contenir une adresse électronique. Rien n'a été conservé. Retirez-la : les coordonnées voyagent par le canal sécurisé.
guard-phone = Ce texte semble contenir un numéro de téléphone. Rien n'a été conservé. Retirez-le : les coordonnées voyagent par le canal sécurisé.
guard-document = Ce texte semble contenir un numéro de document. Rien n'a été conservé. Retirez-le : sa place est dans le dossier de l'enfant.
guard-birth-date = Ce texte semble contenir une date de naissance. Rien n'a été conservé. Choisissez plutôt la tranche d'âge.
guard-address = Ce texte semble contenir une adresse ou le nom d'un foyer. Rien n'a été conservé. Retirez-le : sa place est dans le dossier de l'enfant.
guard-account = Ce texte semble contenir un compte de réseau social. Rien n'a été conservé. Retirez-le : sa place est dans le dossier de l'enfant.
guard-name = Ce texte semble contenir le nom d'une personne. Rien n'a été conservé. Écrivez plutôt « l'enfant », « la mère » ou « l'agent(e) ».
guard-take-away = Ce que vous avez écrit est toujours dans le salon, sous les yeux de tous : supprimez-le là-bas.

## Le réseau d'exercice

room-network = Canal du Réseau
room-shared = Avec partenaires
room-desk = Canal du bureau
practice-newcomer = Une nouvelle personne
practice-newcomer-about = N'a pas encore rejoint le Réseau
## Qui peut lire un salon

audience-members = seulement les personnes de l'organisation qui l'héberge
audience-outsiders = aussi des personnes d'autres organisations
audience-open = toute personne qui y entre
audience-unknown = impossible de le savoir pour le moment
audience-one-person = vous seul(e)
room-guard-on = activée : si quelqu'un écrit ici un nom, un numéro ou une adresse, je le dis à cette personne, et à elle seule
room-guard-off = désactivée
room-guard-no-ear = activée, mais je n'entends ici que ce qui me mentionne

## Le Réseau : personnes, bureaux, fonctions

topic-liaison = Vous et le Réseau
word-liaison = liaison, réseau
word-liaison-help = aide
word-liaison-status = état, statut, situation
word-liaison-who = qui, annuaire
word-liaison-me = moi, profil, quisuisje
word-liaison-language = langue
word-liaison-timezone = fuseau, heure, fuseau-horaire
word-liaison-settings = réglages, paramètres, préférences
word-liaison-away = absence, absent, absente
word-liaison-back = retour, présent, présente
word-liaison-link = associer, lier, relier
word-liaison-join = rejoindre
word-liaison-files = canal, dossiers, fichiers
word-liaison-invite = inviter
word-liaison-invitations = invitations
word-liaison-unlink = dissocier, délier
word-liaison-role = fonction, rôle
word-liaison-dismiss = départ, radier
word-liaison-room = salon, salons
word-room-network = réseau
word-room-desk = bureau
word-room-shared = partagé, partenaires, partagée
word-room-none = aucun, aucune, rien
word-room-guard = alerte, garde, filtre
word-room-on = oui, activer, activée
word-room-off = non, désactiver, désactivée
word-liaison-presidency = présidence
word-liaison-leave = quitter

help-liaison-help = Ce que vous pouvez faire ici, et comment l'écrire.
help-liaison-status = Où en sont les choses : ce qui attend votre bureau, qui est de service, quel pays préside.
help-liaison-who = Qui travaille à chaque bureau, qui est de service maintenant, et quelle heure il est là-bas.
help-liaison-me = Ce que le bot sait de vous : bureau, fonction, langue, fuseau horaire, comptes.
help-liaison-language = Choisissez la langue dans laquelle je vous écris.
help-liaison-timezone = Indiquez le fuseau horaire dans lequel je vous donne les dates et les heures.
help-liaison-settings = Chaque réglage, et qui l'a décidé.
help-liaison-away = Indiquez quand vous serez absent(e). Ce qui arrive ira à vos collègues.
help-liaison-back = Signalez votre retour.
help-liaison-link = Utilisez aussi le bot depuis un second compte.
help-liaison-join = Rejoignez le Réseau avec le code à usage unique que l'on vous a donné.
help-liaison-files = Indiquez par quel canal sécurisé votre bureau reçoit le dossier d'un enfant.
help-liaison-invite = Invitez un(e) collègue. Vous recevrez un code à usage unique à lui remettre.
help-liaison-invitations = Les invitations que personne n'a utilisées, pour les revoir ou en annuler une.
help-liaison-unlink = Retirez un de vos comptes que vous n'utilisez plus, ou qui n'est pas à vous.
help-liaison-role = Donnez à une personne de votre bureau une fonction avec ses jours : à partir de quand, jusqu'à quand.
help-liaison-dismiss = Mettez fin à la fonction d'une personne de votre bureau, aujourd'hui ou à partir d'un jour.
help-liaison-room = Dites à quoi sert le salon où vous tapez ceci, ou voyez-le : Réseau, bureau, partagé avec les partenaires, ou aucun ; activez ou désactivez-y l'alerte sur les données personnelles.
help-liaison-presidency = Notez à partir de quel jour un pays exerce la présidence pro tempore.
help-liaison-leave = Mettez fin à votre fonction lorsque vous quittez votre poste.

usage-liaison-help = { $line } · { $line } liaison absence
usage-liaison-who = { $line } · { $line } Honduras
usage-liaison-language = { $line } español
usage-liaison-timezone = { $line } Montréal · { $line } Mexico
usage-liaison-away = { $line } 24/12 4/1 · { $line } aujourd'hui demain
usage-liaison-join = { $line } 7KQ2-MXA4-9TBC
usage-liaison-files = { $line } valise diplomatique
usage-liaison-invite = { $line } bureau=Honduras fonction=suppléant langue=español nom="Ana Flores"
usage-liaison-role = { $line } · { $line } "Ana Flores" titulaire 1/1
usage-liaison-dismiss = { $line } · { $line } "Ana Flores" aujourd'hui oui
usage-liaison-room = { $line } · { $line } réseau · { $line } bureau Honduras español · { $line } aucun · { $line } alerte oui
usage-liaison-presidency = { $line } Honduras 15/1
usage-liaison-leave = { $line } confirmer=oui

do-liaison-help = Aide
do-liaison-status = Où en sont les choses
do-liaison-who = Annuaire
do-liaison-me = À propos de vous
do-liaison-language = Langue
do-liaison-timezone = Fuseau horaire
do-liaison-settings = Réglages
do-liaison-away = Annoncer une absence
do-liaison-back = Je suis de retour
do-liaison-link = Associer un autre compte
do-liaison-invite = Inviter un(e) collègue
do-liaison-invitations = Invitations non utilisées
do-liaison-unlink = Retirer un compte
do-liaison-role = Fonctions et leurs jours
do-liaison-dismiss = Mettre fin à une fonction
do-liaison-room = Ce salon
do-liaison-presidency = Présidence pro tempore
do-liaison-leave = Quitter le Réseau

role-titular = agent(e) de liaison titulaire
role-alternate = agent(e) de liaison suppléant(e)
role-supervisor = supervision nationale
role-secretariat = Secrétariat technique
role-partner = point focal d'une organisation partenaire
role-civil-society = contact de la société civile
role-auditor = audit
role-administrator = administration du système
role-presidency = présidence pro tempore (coordination)
word-role-titular = titulaire
word-role-alternate = suppléant, suppléante
word-role-supervisor = supervision, superviseur, superviseuse
word-role-secretariat = secrétariat
word-role-partner = point-focal
word-role-civil-society = société-civile, contact
word-role-auditor = audit, auditeur, auditrice
word-role-administrator = administration

liaison-field-name = Nom
liaison-field-name-hint = Tel que vos collègues le liront dans l'annuaire.
liaison-field-desk = Bureau
liaison-field-role = Fonction
liaison-field-language = Langue
liaison-field-language-hint = La langue dans laquelle le bot lui souhaitera la bienvenue. Elle peut être changée ensuite.
liaison-field-zone = Fuseau horaire
liaison-field-from = Du
liaison-field-from-hint = Le premier jour.
liaison-field-to = Au
liaison-field-to-hint = Le dernier jour.
liaison-field-country = Pays
liaison-field-channel = Reçoit les dossiers par
liaison-field-confirm = Confirmer
liaison-field-person = Personne
liaison-fact-code = Code à usage unique
liaison-fact-expires = Valable jusqu'au
liaison-fact-accounts = Comptes
liaison-fact-away = Absences
liaison-fact-time = Heure sur place
liaison-fact-your-time = Votre heure
liaison-fact-today = Aujourd'hui
liaison-fact-waiting = En attente de votre bureau
liaison-fact-overdue = En retard
liaison-fact-on-duty = De service à votre bureau
liaison-fact-presidency = Présidence pro tempore
liaison-fact-room = Approuvé comme
liaison-fact-readers = Peuvent le lire
liaison-fact-guard = Alerte sur les données personnelles
liaison-fact-tzdata = Données des fuseaux horaires

liaison-direct-only = Cela reste entre vous et moi. Écrivez-le-moi, s'il vous plaît, dans notre conversation directe.
liaison-mistake-past = Ce jour est passé. Choisissez aujourd'hui ou un jour ultérieur.
liaison-mistake-far = C'est trop loin ou trop long. Choisissez un jour plus proche.
liaison-mistake-name = Écrivez un nom avec des lettres, de 80 caractères au maximum.

liaison-join-how = Pour rejoindre le Réseau, tapez « { $line } » suivi du code à usage unique que votre coordination vous a donné.
liaison-join-wrong = Ce code ne fonctionne pas. Vérifiez-le, s'il vous plaît, ou demandez-en un nouveau à votre coordination.
liaison-join-too-often = Cela fait plusieurs codes en peu de temps. Réessayez dans une heure, s'il vous plaît.
liaison-join-already = Vous faites déjà partie du Réseau, { $name }. Pour utiliser un second compte, tapez ici « { $line } », puis saisissez le code depuis cet autre compte.
liaison-join-this-account = Ce compte est déjà le vôtre. Saisissez le code depuis votre autre compte ; il reste valable.
liaison-join-other-person = Ce compte vous est déjà associé, et ce code est destiné à une autre personne. Il reste valable pour elle.
liaison-welcome-title = Bienvenue dans le Réseau d'agents de liaison
liaison-welcome = C'est un plaisir de vous compter parmi nous, { $name }. Voici comment vos collègues vous voient ; si quelque chose n'est pas exact, signalez-le à votre coordination.
liaison-welcome-first = Vous pouvez m'écrire comme à un(e) collègue, ou appuyer sur un bouton. Commencez par ce que vous voulez :
liaison-welcome-elsewhere = Vous faites maintenant partie du Réseau. Écrivez-moi « aide » dans notre conversation directe : je pourrai vous y en dire plus.
liaison-first-help = Que puis-je faire ici ?
liaison-first-me = À propos de moi
liaison-first-list = Ce qui nous attend
liaison-first-new = Orienter un cas

liaison-invite-title = Invitation
liaison-invite-intro = Je vous donnerai un code à usage unique à transmettre.
liaison-invite-how = Transmettez ceci à votre collègue par un moyen sûr, pas dans un salon. Le code sert une seule fois, et je ne le montre que maintenant :
liaison-invite-forward = « Bienvenue dans le Réseau d'agents de liaison. Écrivez ceci au bot : { $line }. Valable jusqu'au { $moment }. »
liaison-invite-role-elsewhere = La fonction « { $role } » n'existe pas dans ce type de bureau. Choisissez une autre fonction.
liaison-invite-second-titular = À noter : ce bureau a déjà un(e) titulaire, { $names }, qui tapera « { $line } » en quittant son poste.
liaison-invite-theirs = Quelqu'un est déjà de service au bureau { $desk }. Cela revient à la personne qui y agit comme titulaire : { $names }.
liaison-invite-their-desk = Quelqu'un est déjà de service au bureau { $desk }. Cela revient à la personne qui y agit comme titulaire.
liaison-invitations-one = { $name } · { $desk } · { $role } · jusqu'au { $moment } · par { $by }
liaison-invitations-operator = la personne qui gère le bot
liaison-invitations-none = Il n'y a aucune invitation non utilisée.
liaison-invitations-cancel = Annuler
liaison-invitations-sure = Annuler l'invitation de { $name } ? Le code ne servira plus.
liaison-invitations-cancelled = L'invitation de { $name } est annulée. Son code ne sert plus.
liaison-invitations-gone = Cette invitation n'est plus parmi les vôtres : elle a été utilisée, a expiré ou a été annulée.
liaison-invitations-how = Tapez « { $line } » pour voir les invitations ; chacune a un bouton pour l'annuler.
liaison-unlink-which = Voici vos comptes. Depuis l'un d'eux, on peut le retirer lui-même et ceux qui ont été associés après ; pour les précédents, adressez-vous à la personne qui gère le bot.
liaison-unlink-this = ce compte
liaison-unlink-button = Retirer
liaison-unlink-sure = Retirer le compte { $account } ? Il n'agira plus en votre nom.
liaison-unlink-sure-last = C'est votre seul compte. Retirer { $account } ? Sans lui, vous ne pouvez pas utiliser le bot, et seule la personne qui le gère peut vous aider à revenir.
liaison-unlink-last = C'est votre seul compte : sans lui, vous ne pouvez pas utiliser le bot. Si vous quittez votre poste, tapez « { $line } ». Si vous voulez tout de même le retirer, ajoutez « oui ».
liaison-unlink-older = Ce compte a été associé avant celui-ci. Retirez-le depuis ce compte lui-même, ou adressez-vous à la personne qui gère le bot.
liaison-unlink-gone = Aucun de vos comptes ne porte ce code. Tapez « { $line } » pour les voir.
liaison-unlink-done = Le compte { $account } n'agit plus en votre nom.
liaison-desk-closed = Ce bureau est fermé. Choisissez-en un autre.
liaison-link-how = Écrivez-moi ceci depuis votre autre compte : { $line }. Ne montrez le code à personne : qui l'utilise agit en votre nom.

liaison-role-since = { $role }, depuis le { $since }
liaison-role-until = { $role }, du { $since } au { $until } inclus
liaison-role-later = { $role }, à partir du { $since }
liaison-language-which = Dans quelle langue dois-je vous écrire ?
liaison-language-set = Désormais, je vous écris en français.
liaison-language-unknown = Je ne connais pas cette langue. Choisissez l'une de celles-ci : { $allowed }
liaison-language-unknown-near = Je ne connais pas cette langue. Vouliez-vous dire { $near } ?
liaison-zone-which = Pour vous, nous sommes le { $moment }. Si ce n'est pas exact, choisissez une ville ou tapez-en une autre, comme dans « { $line } ».
liaison-zone-set = Désormais, je vous donne l'heure de chez vous : nous sommes le { $moment }.
liaison-zone-unknown = Je ne connais pas cette ville. Tapez la grande ville la plus proche, ou un fuseau horaire comme America/Tegucigalpa.
liaison-zone-unknown-near = Je ne connais pas cette ville. Vouliez-vous dire { $city } ({ $near }) ?

liaison-away-days = du { $from } au { $to }
liaison-away-none = aucune absence notée
liaison-away-noted = C'est noté : vous serez absent(e) du { $from } au { $to }, ces deux jours compris.
liaison-away-covered = Ce qui arrive à votre bureau va à { $people }.
liaison-away-uncovered = Du { $from } au { $to }, personne d'autre n'est de service à votre bureau. Ce qui arrive attendra. J'ai prévenu la coordination.
liaison-away-order = Le dernier jour précède le premier. Saisissez de nouveau les deux jours.
liaison-back-noted = Bon retour. Ce qui arrive à votre bureau vous revient, selon votre fonction.
liaison-back-planned = L'absence prévue est annulée.
liaison-back-not-away = Aucune absence n'est notée pour vous ; il n'y a donc rien à changer.

liaison-who-more = Détails
liaison-who-all = Tous les bureaux
liaison-who-away = absent(e)
liaison-who-on-duty = de service
liaison-who-all-away = personne n'est là en ce moment
liaison-who-nobody-yet = personne n'a encore rejoint le Réseau
liaison-who-not-here = Je ne montre pas l'annuaire dans ce salon. Demandez-le-moi, s'il vous plaît, dans notre conversation directe.
liaison-who-unknown = Aucun bureau ne porte ce nom. Choisissez l'un de ceux-ci : { $allowed }
liaison-who-unknown-near = Aucun bureau ne porte ce nom. Vouliez-vous dire { $near } ?
liaison-presiding = Présidence pro tempore : { $desk }.

liaison-files-none = pas encore indiqué
liaison-files-which = Canal sécurisé de votre bureau pour les dossiers : { $channel }. Lequel faut-il noter désormais ?
liaison-files-set = C'est noté. Qui consulte votre bureau dans l'annuaire lit maintenant : { $channel }.
liaison-files-unknown = Ce n'est pas l'un des canaux sécurisés. Choisissez l'un de ceux-ci : { $allowed }
liaison-files-unknown-near = Ce n'est pas l'un des canaux sécurisés. Vouliez-vous dire « { $near } » ?
liaison-presidency-intro = La présidence change au début de ce jour, à l'heure du pays qui l'assume.
liaison-presidency-set = C'est noté. Présidence pro tempore à partir du { $from } : { $desk }.
liaison-presidency-correct = Pour corriger une de ces dates, indiquez un autre pays pour le même jour.
liaison-presidency-none = pas encore notée
liaison-leave-intro = Votre fonction prend fin aujourd'hui, définitivement, et les codes que vous avez remis cessent de servir. Les orientations restent à votre bureau ; en attente là-bas maintenant : { $waiting }.
liaison-leave-yes = Oui, je quitte mon poste
liaison-leave-sure = Mettre fin maintenant à votre fonction dans le Réseau ? Seule une nouvelle invitation vous permettra de revenir.
liaison-leave-done = Votre fonction dans le Réseau a pris fin. Merci pour votre travail, { $name }.
liaison-leave-empty = Plus personne n'est de service à votre bureau. J'ai prévenu la coordination.
liaison-role-hint = Un bureau a une seule personne titulaire. Si vous en nommez une autre, la fonction de titulaire de l'actuelle prend fin le même jour.
liaison-role-from-hint = Le premier jour, selon la date du bureau. Vide : aujourd'hui.
liaison-role-to-hint = Le dernier jour. Vide : sans fin.
liaison-role-yes = Oui, qu'elle prenne fin ce jour-là
liaison-role-self = Personne ne se donne de fonction. Demandez-la à une autre personne de votre bureau qui peut le faire, ou à la personne qui gère le bot. Pour quitter votre poste, tapez « { $line } ».
liaison-role-nobody = Il n'y a personne d'autre à qui vous puissiez donner une fonction. Il faut d'abord rejoindre le Réseau : tapez « { $line } ».
liaison-role-set = C'est noté. { $name } : { $roles }.
liaison-role-former = La fonction de titulaire de { $names } prend fin au début du { $day }.
liaison-role-confirm = Si { $name } est titulaire à partir du { $day }, la fonction de titulaire de { $names } prend fin le même jour, et son accès avec elle, sauf autre fonction. Est-ce bien ce que vous voulez ?
liaison-dismiss-intro = L'accès prend fin au début de ce jour, selon la date du bureau. Les orientations restent au bureau.
liaison-dismiss-from-hint = Le premier jour sans fonction. Vide : aujourd'hui, tout de suite.
liaison-dismiss-yes = Oui, sa fonction prend fin
liaison-dismiss-stay = Non, la personne reste : retirer la date de fin
liaison-dismiss-nobody = Il n'y a personne à la fonction de qui vous puissiez mettre fin.
liaison-dismiss-self = Pour quitter votre propre poste, tapez « { $line } ».
liaison-dismiss-country = Cela revient au bureau { $desk } lui-même : à sa personne titulaire ou à sa supervision nationale. S'il n'y reste personne, à la personne qui gère le bot.
liaison-dismiss-secretariat = Cela revient au Secrétariat technique ou, s'il n'y reste personne, à la personne qui gère le bot.
liaison-dismiss-done = { $name } n'a plus aucune fonction dans le Réseau ({ $desk }), depuis le { $day }. J'ai prévenu son bureau et la coordination.
liaison-dismiss-later = La fonction de { $name } ({ $desk }) prend fin au début du { $day }. Son accès demeure jusque-là. J'ai prévenu son bureau et la coordination.
liaison-dismiss-empty = Plus personne n'est de service au bureau { $desk }. J'ai prévenu la coordination.
liaison-dismiss-undo = Si c'était une erreur, seule une nouvelle invitation permet de revenir : « { $line } ».
liaison-dismiss-back = Non, la personne reste
liaison-dismiss-kept = { $name } reste : il n'y a plus de date de fin.
liaison-dismiss-stays = La fonction de { $name } n'a pas de date de fin ; il n'y a donc rien à retirer.
liaison-not-yet = C'est un plaisir de vous compter parmi nous, { $name }. Votre fonction au bureau { $desk } commence le { $day } ; je pourrai vous aider à partir de ce jour.
liaison-not-yet-elsewhere = Je ne peux pas encore vous aider. Écrivez-moi dans notre conversation directe : je vous dirai à partir de quand.
liaison-room-direct = C'est notre conversation directe : il n'y a rien à approuver. Tapez « { $line } » dans le salon dont il s'agit.
liaison-room-not-approved = Personne n'a approuvé ce salon ; je n'y dis donc rien d'aucun cas.
liaison-room-how = Pour le changer, choisissez ci-dessous, ou indiquez de quel bureau il est, comme dans « { $line } ». Vous pouvez ajouter la langue.
liaison-room-set = C'est noté. Voici ce qu'est ce salon maintenant :
liaison-room-dropped = Ce salon n'est plus approuvé. Désormais, je n'y dis plus rien d'aucun cas.
liaison-room-drop = Retirer l'approbation
liaison-room-none-yet = Ce salon n'est pas approuvé ; il n'y a donc rien à retirer.
liaison-room-unknown = Un salon est l'une de ces choses : { $allowed }
liaison-room-unknown-near = Un salon ne peut pas être cela. Vouliez-vous dire « { $near } » ?
liaison-room-whose = De quel bureau est ce salon ? Ajoutez-le, comme dans « { $line } Honduras ».
liaison-room-not-yours = Cela revient à la coordination. Vous pouvez approuver, par « { $line } », un salon pour votre propre bureau, si personne ne l'a approuvé pour autre chose.
liaison-room-outsiders = Des personnes d'autres organisations lisent aussi ce salon ; il ne peut donc être ni celui du Réseau ni celui d'un bureau. Approuvez-le comme partagé, par « { $line } », ou utilisez un salon sans elles.
liaison-room-open = N'importe qui peut entrer dans ce salon, ou le lire sans y entrer ; il ne peut donc pas être approuvé. Fermez-le d'abord, pour que l'on n'y entre que sur invitation, puis écrivez-moi de nouveau.
liaison-room-unread = Je ne peux pas savoir pour le moment qui lit ce salon ; il ne peut donc pas être approuvé. Réessayez dans quelques minutes ; si cela continue, prévenez la personne qui gère le bot.
liaison-room-guard-turn-on = Activer l'alerte
liaison-room-guard-turn-off = Désactiver l'alerte
liaison-room-guard-set-on = C'est noté. Désormais, je lis ce qui s'écrit dans ce salon, sans le conserver, et si quelqu'un écrit ce qui n'a pas sa place ici, je le dis à cette personne, et à elle seule. Prévenez les personnes qui sont dans le salon.
liaison-room-guard-set-off = C'est noté. Désormais, je ne regarde plus ce qui s'écrit dans ce salon, sauf ce qui m'est adressé.
liaison-room-guard-unapproved = L'alerte s'active dans un salon approuvé, et celui-ci ne l'est pas. Approuvez-le d'abord.
liaison-room-guard-not-yours = Cela revient à la coordination ou, dans le salon de votre propre bureau, à la personne titulaire.
liaison-room-guard-no-ear = Dans ce salon, je n'entends que ce qui me mentionne ; je ne pourrais donc prévenir personne. La personne qui gère le bot peut me donner le droit qui manque.
liaison-room-guard-unknown = Tapez « { $on } » pour activer l'alerte ou « { $off } » pour la désactiver.
liaison-status-up = Je fonctionne normalement.
liaison-notice-joined = { $name } a rejoint le Réseau ({ $desk }) : { $roles }. Si vous ne vous y attendiez pas, prévenez tout de suite la coordination.
liaison-notice-uncovered = Du { $from } au { $to }, personne n'est de service au bureau { $desk }.
liaison-notice-nobody = À partir du { $from }, personne n'est de service au bureau { $desk }.
liaison-notice-invited = { $name } a invité une personne au bureau { $desk }, où personne n'était de service. Si vous ne vous y attendiez pas, demandez-lui ; l'invitation peut être annulée tant que personne ne l'a utilisée.
liaison-notice-linked = Un autre compte agit désormais en votre nom : { $account }. Si ce n'était pas vous, tapez tout de suite « { $line } » pour le retirer et prévenez la coordination.
liaison-notice-roles = La fonction de { $name } ({ $desk }) a changé. Maintenant : { $roles }. Si vous ne vous y attendiez pas, prévenez tout de suite la coordination.
liaison-notice-roles-none = { $name } ({ $desk }) n'a plus aucune fonction dans le Réseau. Si vous ne vous y attendiez pas, prévenez tout de suite la coordination.
liaison-notice-room = { $name } a approuvé le salon { $room } ({ $platform }) comme : { $kind }. Si vous ne vous y attendiez pas, demandez-lui.
liaison-notice-room-dropped = { $name } a retiré l'approbation du salon { $room } ({ $platform }). Plus rien d'aucun cas n'y est dit.
liaison-notice-room-suspended = J'ai retiré l'approbation du salon { $room } ({ $platform }) : des personnes qui ne le devraient pas peuvent maintenant le lire. Plus rien d'aucun cas n'y est dit. Voyez qui s'y trouve et, une fois tout en ordre, approuvez-le de nouveau en y tapant « { $line } ».
liaison-notice-room-guard-on = { $name } a activé l'alerte sur les données personnelles dans le salon { $room } ({ $platform }) : je lis ce qui s'y écrit, sans le conserver, et je préviens les personnes qui écrivent ce qui n'y a pas sa place.
liaison-notice-room-guard-off = { $name } a désactivé l'alerte sur les données personnelles dans le salon { $room } ({ $platform }).

help-title = Ce que vous pouvez faire
help-more = Pour savoir ce que fait chacune, appuyez sur un bouton ou tapez par exemple « { $line } ».
help-all = Toutes les commandes
help-how = Comment
help-fact-type = Tapez
help-fact-also = Également compris

## Récapitulatifs

word-digest = récapitulatif, récapitulatifs, récap, résumé
topic-digest = Récapitulatifs
word-digest-how = comment
word-digest-now = maintenant
word-digest-daily = quotidien, journalier
word-digest-weekly = hebdomadaire, hebdo
word-digest-off = désactiver, jamais
word-digest-at = heure
word-digest-test = essai, tester
word-digest-always = toujours
word-digest-quiet = silence
help-digest-how = Quel récapitulatif vous recevez, quand, qui l'a décidé, et comment le changer.
help-digest-now = Voir le récapitulatif maintenant.
help-digest-daily = Le recevoir chaque jour ouvré.
help-digest-weekly = Le recevoir le premier jour ouvré de la semaine.
help-digest-off = Ne plus le recevoir.
help-digest-at = Choisir l'heure à laquelle il arrive.
help-digest-test = En envoyer un d'essai, par le chemin habituel.
help-digest-always = Qu'il arrive à votre bureau même quand rien n'est en attente.
help-digest-quiet = Que rien n'arrive quand rien n'est en attente.
usage-digest-at = { $line } 08:00
do-digest-how = Récapitulatif
do-digest-now = Le voir maintenant
do-digest-daily = Chaque jour ouvré
do-digest-weekly = Une fois par semaine
do-digest-off = Ne plus le recevoir
do-digest-at = Une autre heure
do-digest-test = Envoyer un essai
do-digest-always = Le dire aussi quand il n'y a rien
do-digest-quiet = Ne rien dire quand il n'y a rien
digest-kind-officer = Récapitulatif de votre bureau
digest-kind-network = Récapitulatif du Réseau
digest-kind-partners = Chiffres du Réseau
digest-rhythm-daily = chaque jour ouvré
digest-rhythm-weekly = le premier jour ouvré de chaque semaine
digest-rhythm-off = non envoyé
digest-hour = à { $at } ({ $zone })
digest-next = Le prochain
digest-two = Il y en a deux. Ce que vous tapez vaut pour celui de votre bureau ; pour celui du Réseau, ajoutez « réseau », comme dans « { $line } ».
digest-at-which = À quelle heure ? Choisissez-en une, ou tapez-en une autre, comme dans « { $line } ».
digest-at-unknown = Je ne peux pas lire cette heure. Tapez-la comme dans « { $line } ».
digest-test-sent = J'ai envoyé un récapitulatif d'essai, par le chemin habituel. S'il n'arrive pas d'ici quelques minutes, prévenez la personne qui exploite le bot.
digest-always-set = C'est noté. Le bureau { $desk } reçoit son récapitulatif même quand rien n'est en attente, et c'est alors ce qu'il dit.
digest-quiet-set = C'est noté. Quand rien n'est en attente, le bureau { $desk } ne reçoit pas de récapitulatif.
digest-not-here = Il n'y a pas de récapitulatif ici. Le salon du Réseau en a un, ainsi que ceux partagés avec les partenaires, une fois approuvés. Le vôtre se choisit dans notre conversation directe, avec « { $line } ».
digest-not-yours = C'est la coordination qui décide du récapitulatif de ce salon. Le vôtre se choisit dans notre conversation directe, avec « { $line } ».
digest-network-not-yours = Le récapitulatif du Réseau est réservé aux personnes qui le coordonnent.
digest-partners-weekly = Ces chiffres paraissent une fois par semaine. Plus souvent, la différence pourrait trahir un cas.
digest-officer-title = { $desk } : votre récapitulatif
digest-network-title = Le Réseau : récapitulatif pour la coordination
digest-partners-title = Le Réseau en chiffres
digest-nothing = Rien n'est en attente à votre bureau.
digest-others = Nous attendons d'autres bureaux pour { $count ->
    [one] une orientation
   *[other] { $count } orientations
  }{ $overdue ->
    [0] .
   *[other] {" "}; en retard : { $overdue }.
  }
digest-overdue = En retard ({ $count })
digest-today = À faire aujourd'hui ({ $count })
digest-later = Ce qui attend encore votre bureau ({ $count })
digest-more = … et { $count } de plus.
digest-see-more = Voir les autres
digest-manage = Quand arrive ce récapitulatif
digest-open = Orientations ouvertes : { $count }. Échéances dépassées : { $overdue }.
digest-late = Échéances dépassées par bureau : { $desks }.
digest-empty = Personne n'est présent aujourd'hui pour : { $desks }.
digest-all-there = Il y a quelqu'un aujourd'hui pour chaque pays.
digest-total = { $count } ({ $parts })
digest-times = Délais par pays, ces sept derniers jours et les sept précédents (médiane)
digest-time-receipt = réception, { $now } (avant : { $before })
digest-time-decision = décision, { $now } (avant : { $before })
digest-no-time = pas de données
digest-chart-states = Orientations ouvertes par état
digest-chart-receipt = Délai d'accusé de réception (médiane)
digest-chart-now = sept derniers jours
digest-chart-before = sept jours précédents
digest-partners = Orientations ouvertes dans tout le Réseau, comptées une seule fois pour la semaine qui a commencé le { $day }. Aucun chiffre inférieur à { $least } n'est montré, ni rien qui permette de le déduire.
digest-partners-all = Ouvertes, au total
digest-by-urgency = Par urgence
digest-by-stage = Par étape
digest-too-few = non montré : un chiffre est inférieur à { $least }
digest-few = moins de { $least }
digest-together = { $count } ensemble
digest-stage-arriving = Envoyées, réception à confirmer
digest-stage-deciding = À décider
digest-stage-acting = Acceptées et en cours
digest-stage-confirming = Réalisées, à confirmer
settings-room = Réglages de ce salon
settings-not-here = Ce salon n'est pas approuvé, il n'a donc pas de réglages. Les vôtres sont dans notre conversation directe : « { $line } ».
settings-by = { $value } – { $source }
settings-source-person = votre choix
settings-source-desk = le choix de votre bureau
settings-source-room = choisi pour ce salon
settings-source-network = les règles du Réseau
settings-source-configuration = la configuration du bot
settings-days = Jours ouvrés
settings-hours = { $days }, { $hours }, sans les jours fériés ({ $desk })
settings-nothing = Récapitulatif quand il n'y a rien
settings-yes = oui
settings-no = non
settings-contents = Les contenus sont effacés après
settings-drafts = Les brouillons sont effacés après
settings-reopen = Peut être rouverte pendant
settings-length = { $days ->
    [one] un jour
   *[other] { $days } jours
  }

## Slack

slack-about = Le bureau des agents de liaison : orientations entre pays, sans aucune donnée sur l'enfant.
slack-command-referral = Orienter un cas vers un autre pays et le suivre jusqu'à sa clôture
slack-hint-referral = nouvelle · liste · voir R-7KQ2MX · accepter R-7KQ2MX · aide
slack-command-liaison = Votre réseau : aide, annuaire, absences, langue, adhésion par code
slack-hint-liaison = aide · moi · annuaire · absence · rejoindre CODE
