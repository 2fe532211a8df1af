### Français. Les termes suivent les documents de la Conférence régionale sur les migrations lorsqu'ils existent.

## Ce que l'on tape : le premier mot est celui qui est montré.

word-back = retour, précédent
word-skip = passer, aucun
word-cancel = annuler, arrêter
word-more = plus
word-yes = oui, o, confirmer

## Réponses que toute commande peut donner

unknown-word = Je ne connais pas ce mot. Tapez « aide » pour voir ce que vous pouvez faire.
unknown-word-near = Je ne connais pas ce mot. Vouliez-vous dire « { $near } » ? Tapez « aide » pour voir ce que vous pouvez faire.
unknown-verb = Je ne connais pas cette commande de « { $topic } ». Tapez « aide { $topic } » pour les voir toutes.
unknown-verb-near = Je ne connais pas cette commande. Vouliez-vous dire « { $topic } { $near } » ?
unknown-field = Cette commande n'a pas de champ de ce nom. Elle a : { $fields }
unknown-field-near = Cette commande n'a pas de champ de ce nom. Vouliez-vous dire « { $near } » ? Elle a : { $fields }
too-many-words = Cette ligne contient plus que la commande n'accepte. Mettez entre guillemets les mots qui vont ensemble.
reference-missing = Laquelle ? Ajoutez sa référence, comme dans « { $line } R-7KQ2MX ».
refused-role = Votre fonction ne comprend pas cela. Tapez « aide » pour voir ce que vous pouvez faire.
refused-state-gone = Cela n'est plus possible.
unexpected = Une erreur s'est produite de notre côté et rien n'a été modifié. Communiquez ce numéro à votre opérateur : { $number }

## Formulaires et conversations

mistake-required = Cette information est nécessaire.
mistake-choice = Ce n'est pas l'un des choix. Choix possibles : { $allowed }
mistake-one-choice = Choisissez une seule réponse.
mistake-too-long = Ce texte compte { $length } caractères ; { $longest } au maximum.
mistake-date = Je ne peux pas lire cette date. Écrivez-la sous la forme 2026-12-24 ou comme dans votre langue.
mistake-confirm = Répondez « oui », « retour » ou « annuler ».
conversation-place = question { $at } sur { $of }
conversation-choose-one = Répondez par le numéro de votre choix.
conversation-choose-several = Répondez par les numéros de vos choix, séparés par des virgules.
conversation-type = Tapez votre réponse.
conversation-date = Tapez une date, par exemple 2026-12-24.
conversation-steer = Vous pouvez aussi répondre « retour » ou « annuler ».
conversation-steer-optional = Vous pouvez aussi répondre « passer », « retour » ou « annuler ».
conversation-confirm = Est-ce exact ? Répondez « oui » pour confirmer, « retour » pour modifier une réponse, « annuler » pour arrêter.
conversation-confirm-more = Est-ce exact ? Répondez « oui » pour confirmer, « plus » pour ajouter d'autres informations, « retour » pour modifier une réponse, « annuler » pour arrêter.
conversation-dropped = C'est arrêté. Rien n'a été fait.
continued-in-private = Je vous ai écrit dans notre conversation directe pour continuer là-bas.
form-continue = Continuer

## Orientations : ce que l'on tape

word-referral = orientation, orientations, orienter, référence, référencement, cas, dossier
word-referral-new = nouvelle, nouveau, ouvrir, créer
word-referral-list = liste, lister
word-referral-show = voir, montrer, afficher, état
word-referral-history = historique
word-referral-edit = modifier, éditer
word-referral-send = envoyer
word-referral-cancel = abandonner, annuler
word-referral-ack = accuser, accusé, recevoir, reçue, reçu
word-referral-ask = demander, question
word-referral-answer = répondre, réponse
word-referral-accept = accepter
word-referral-reject = rejeter, refuser
word-referral-start = commencer, démarrer
word-referral-update = progrès, avancement, actualiser, suivi
word-referral-complete = résultat, terminer, achever, terminé, terminée
word-referral-close = clore, clôturer, fermer
word-referral-return = renvoyer
word-referral-reopen = rouvrir
word-referral-withdraw = retirer, révoquer
word-referral-raise = relever, augmenter
word-referral-lower = abaisser, réduire
word-referral-file = pièces, fichier
word-box-waiting = attente, miennes
word-box-sent = envoyées, envoyée
word-box-received = reçues, reçue
word-box-overdue = retard, retards
word-box-closed = closes, close, terminées
word-file-sent = envoyé
word-file-received = reçu, arrivé
word-file-missing = manquant, perdu

## Orientations : ce que fait chaque commande

help-referral-new = Orienter un cas vers un autre pays ou une organisation. Elle reste à l'état de brouillon jusqu'à l'envoi.
help-referral-list = Les orientations de votre bureau : en attente, envoyées, reçues, en retard ou closes.
help-referral-show = Une orientation : où elle en est, à qui de jouer et jusqu'à quand.
help-referral-history = Tout ce qui est arrivé à une orientation, dans l'ordre.
help-referral-edit = Modifier un brouillon.
help-referral-send = Envoyer un brouillon à son destinataire. Le délai commence à courir.
help-referral-cancel = Abandonner un brouillon.
help-referral-ack = Confirmer que votre bureau a reçu une orientation, ou qu'il sait qu'elle est retirée.
help-referral-ask = Demander des informations au bureau expéditeur. Votre délai de décision est suspendu.
help-referral-answer = Répondre à la question du bureau destinataire.
help-referral-accept = Accepter une orientation et dire quel type d'institution agira.
help-referral-reject = Rejeter une orientation, avec le motif.
help-referral-start = Dire que le travail a commencé.
help-referral-update = Signaler un progrès.
help-referral-complete = Indiquer le résultat, que le bureau expéditeur confirmera.
help-referral-close = Confirmer le résultat et clore l'orientation.
help-referral-return = La renvoyer : le cas n'est pas résolu.
help-referral-reopen = Reprendre une orientation close.
help-referral-withdraw = Retirer une orientation à tout moment. L'autre bureau est prié de confirmer qu'il le sait.
help-referral-raise = Rendre une orientation plus urgente.
help-referral-lower = Rendre une orientation moins urgente, avec le motif.
help-referral-file = Indiquer où en est le dossier de l'enfant. Le dossier ne passe jamais par le bot.

## Orientations : boutons

do-referral-new = Nouvelle orientation
do-referral-list = Ma liste
do-referral-show = Ouvrir
do-referral-history = Historique
do-referral-edit = Modifier
do-referral-edit-submit = Enregistrer le brouillon
do-referral-send = Envoyer
do-referral-cancel = Abandonner
do-referral-ack = Accuser réception
do-referral-receipt = Confirmer que nous le savons
do-referral-ask = Poser une question
do-referral-answer = Répondre
do-referral-accept = Accepter
do-referral-reject = Rejeter
do-referral-start = Commencer
do-referral-update = Signaler un progrès
do-referral-complete = Indiquer le résultat
do-referral-close = Confirmer et clore
do-referral-return = Pas résolue
do-referral-reopen = Rouvrir
do-referral-withdraw = Retirer
do-referral-raise = Plus urgent
do-referral-lower = Moins urgent
do-referral-file = Dossier de l'enfant
do-referral-file-sent = Dossier envoyé
do-referral-file-received = Dossier reçu
do-referral-file-missing = Dossier manquant
do-referral-follow = Orienter à nouveau
confirm-send = Envoyer { $reference } maintenant ? Elle pourra être retirée, mais plus modifiée.
confirm-cancel = Abandonner le brouillon { $reference } ?

## Orientations : ce qui a été fait, dit à qui l'a fait

done-new = Le brouillon { $reference } est enregistré. Seul votre bureau le voit. Vérifiez-le, puis envoyez-le.
done-edit = Le brouillon { $reference } est enregistré.
done-cancel = Le brouillon { $reference } est abandonné.
done-send = { $reference } est envoyée à : { $desk }. Le bureau est prévenu.
done-ack = Vous avez accusé réception. Bureau prévenu : { $desk }.
done-receipt = Vous avez confirmé que vous connaissez le retrait. Bureau prévenu : { $desk }.
done-ask = Votre question est transmise à : { $desk }. Votre délai est suspendu jusqu'à la réponse.
done-answer = Votre réponse est transmise à : { $desk }.
done-accept = Vous avez accepté { $reference }. Bureau prévenu : { $desk }.
done-reject = Vous avez rejeté { $reference }. Bureau prévenu, avec le motif : { $desk }.
done-start = Noté : le travail a commencé. Bureau prévenu : { $desk }.
done-update = Progrès noté. Bureau prévenu : { $desk }.
done-complete = Résultat transmis. Bureau qui doit le confirmer : { $desk }.
done-close = { $reference } est close. Bureau prévenu : { $desk }.
done-return = { $reference } est renvoyée à : { $desk }.
done-reopen = { $reference } est rouverte. Bureau prévenu : { $desk }.
done-withdraw = { $reference } est retirée. Bureau prévenu et prié de confirmer qu'il le sait : { $desk }.
done-raise = L'urgence est relevée. Bureau prévenu : { $desk }.
done-lower = L'urgence est abaissée. Bureau prévenu : { $desk }.
done-file-sent = Noté : le dossier est en route. Bureau qui dira s'il est arrivé : { $desk }.
done-file-received = Noté : le dossier est arrivé. Bureau prévenu : { $desk }.
done-file-missing = Noté : le dossier manque. Bureau prié de le renvoyer : { $desk }.
on-duty = De service là-bas : { $names }.

## Orientations : ce qui s'est passé, dans les avis et l'historique

did-new = { $person } ({ $desk }) a ouvert un brouillon.
did-edit = { $person } ({ $desk }) a modifié le brouillon.
did-cancel = { $person } ({ $desk }) a abandonné le brouillon.
did-send = { $person } ({ $desk }) l'a envoyée.
did-ack = { $person } ({ $desk }) a accusé réception.
did-receipt = { $person } ({ $desk }) a confirmé connaître le retrait.
did-ask = { $person } ({ $desk }) a demandé des informations.
did-answer = { $person } ({ $desk }) a répondu à la question.
did-accept = { $person } ({ $desk }) l'a acceptée.
did-reject = { $person } ({ $desk }) l'a rejetée.
did-start = { $person } ({ $desk }) a commencé le travail.
did-update = { $person } ({ $desk }) a signalé un progrès.
did-complete = { $person } ({ $desk }) a indiqué le résultat.
did-close = { $person } ({ $desk }) a confirmé le résultat et l'a close.
did-return = { $person } ({ $desk }) l'a renvoyée car elle n'est pas résolue.
did-reopen = { $person } ({ $desk }) l'a rouverte.
did-withdraw = { $person } ({ $desk }) l'a retirée.
did-raise = { $person } ({ $desk }) a relevé l'urgence.
did-lower = { $person } ({ $desk }) a abaissé l'urgence.
did-file-sent = { $person } ({ $desk }) a envoyé le dossier de l'enfant.
did-file-received = { $person } ({ $desk }) a reçu le dossier de l'enfant.
did-file-missing = { $person } ({ $desk }) signale que le dossier de l'enfant manque.
news-elsewhere = Il y a du nouveau pour vous. Écrivez-moi dans notre conversation directe pour le lire.

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
since = { $state }, depuis : { $moment }.
turn-receipt = { $own ->
    [yes] À vous : accusez réception.
   *[no] Au tour de : { $desk }, qui doit accuser réception.
  }
turn-decision = { $own ->
    [yes] À vous : acceptez, rejetez ou demandez.
   *[no] Au tour de : { $desk }, qui doit décider.
  }
turn-answer = { $own ->
    [yes] À vous : répondez à la question.
   *[no] Au tour de : { $desk }, qui doit répondre à la question.
  }
turn-progress = { $own ->
    [yes] À vous : signalez un progrès ou le résultat.
   *[no] Au tour de : { $desk }, qui doit signaler un progrès ou le résultat.
  }
turn-confirmation = { $own ->
    [yes] À vous : confirmez le résultat ou renvoyez l'orientation.
   *[no] Au tour de : { $desk }, qui doit confirmer le résultat.
  }
turn-withdrawal = { $own ->
    [yes] À vous : confirmez que vous connaissez le retrait.
   *[no] Au tour de : { $desk }, qui doit confirmer connaître le retrait.
  }
turn-file-send = { $own ->
    [yes] À vous : envoyez le dossier de l'enfant par le canal sécurisé de l'autre bureau.
   *[no] Au tour de : { $desk }, qui doit envoyer le dossier de l'enfant.
  }
turn-file-receive = { $own ->
    [yes] À vous : dites si le dossier de l'enfant est arrivé.
   *[no] Au tour de : { $desk }, qui doit dire si le dossier de l'enfant est arrivé.
  }
due-by = Au plus tard : { $moment }.
due-past = EN RETARD depuis : { $moment }.
more-in-private = Les détails sont réservés aux deux bureaux : ouvrez-la dans notre conversation directe.
access-ended = Votre accès aux détails a pris fin.
fact-sent-by = Expéditeur(-trice)
fact-received-by = Reçue par
service-broad = Service de protection
history-title = historique

## Orientations : listes

box-waiting = En attente de votre bureau
box-waiting-empty = Rien n'attend votre bureau.
box-sent = Envoyées par votre bureau
box-sent-empty = Votre bureau n'a pas d'orientation ouverte de sa part.
box-received = Reçues par votre bureau
box-received-empty = Votre bureau n'a pas d'orientation reçue qui soit ouverte.
box-overdue = En retard
box-overdue-empty = Rien n'est en retard.
box-closed = Terminées
box-closed-empty = Aucune orientation de votre bureau n'est encore terminée.
page = page { $number }
page-before = Page précédente
page-after = Page suivante
page-empty = Il n'y a rien sur cette page.
unknown-box = Je ne connais pas cette liste. Il y a : { $boxes }

## Orientations : formulaires

referral-new-title = Nouvelle orientation
referral-new-submit = Enregistrer comme brouillon
referral-form-intro = N'écrivez jamais ici un nom, une date de naissance, un numéro de document, une adresse ou un téléphone. Le dossier de l'enfant voyage par le canal sécurisé de l'autre bureau.
field-to = À
field-urgency = Urgence
field-service = Service demandé
field-follows = Fait suite à
field-follows-hint = La référence d'une orientation rejetée ou retirée à laquelle celle-ci fait suite.
field-note = Note
field-note-hint = Brève, et rien qui permette de reconnaître l'enfant. 280 caractères au maximum.
field-question = Que devez-vous savoir ?
field-institution = Quel type d'institution agira ?
field-rejection = Motif du rejet
field-suggested = Qui pourrait aider à la place ?
field-progress = Progrès
field-outcome = Résultat
field-closure = Motif de la clôture
field-return = Pourquoi n'est-elle pas résolue ?
field-reopening = Pourquoi est-elle rouverte ?
field-withdrawal = Motif du retrait
field-lowering = Pourquoi est-elle moins urgente ?
field-file-step = Dossier de l'enfant
field-file-channel = Canal sécurisé
field-file-channel-hint = Comment voyage le dossier. Jamais par ce bot.
field-file-date = Date
file-step-none = pas encore envoyé
file-step-sent = envoyé
file-step-received = reçu
file-step-missing = manquant

## Orientations : refus

mistake-reference = Ce n'est pas une référence. Une référence ressemble à R-7KQ2MX.
referral-unknown = Il n'y a pas d'orientation { $reference } que vous puissiez voir.
refused-place = Rien n'est dit des orientations dans ce salon. Écrivez-moi dans notre conversation directe.
refused-not-party = Seuls les agents des deux bureaux peuvent le faire.
refused-other-side = Cela revient à l'autre bureau.
refused-state = { $reference } a changé d'état : elle est maintenant « { $state } », ce n'est donc plus possible.
refused-too-late = Elle a été close il y a plus de { $days } jours. Ouvrez une nouvelle orientation.
refused-file-none = Le dossier de l'enfant n'a pas encore été envoyé.
refused-file-sent = Le dossier de l'enfant est déjà en route ; l'autre bureau doit dire s'il est arrivé.
refused-file-received = Le dossier de l'enfant est déjà arrivé.
refused-file-missing = Le dossier de l'enfant est déjà signalé manquant ; le bureau expéditeur doit le renvoyer.
refused-receipt-given = Vous l'avez déjà confirmé.
refused-same-urgency = Elle a déjà cette urgence.
refused-raise-lowers = C'est moins urgent. Seul le bureau expéditeur peut abaisser l'urgence.
refused-incomplete = { $reference } ne peut pas encore être envoyée. Il manque : { $fields }
refused-override = Il n'y a pas de consentement pour { $reference }, et seule la personne titulaire peut autoriser une dérogation. Demandez-lui de l'envoyer.
refused-recipient = Personne ne s'est encore inscrit à ce bureau ({ $desk }) ; personne ne répondrait donc. Prévenez le Secrétariat technique.
refused-follows = { $reference } n'est pas une orientation rejetée ou retirée de votre bureau.

## Ce qu'un texte libre ne peut pas contenir. Le texte n'est jamais répété ni conservé.

guard-email = Ce texte semble contenir une adresse électronique. Rien n'a été conservé. Retirez-la : les coordonnées voyagent par le canal sécurisé.
guard-phone = Ce texte semble contenir un numéro de téléphone. Rien n'a été conservé. Retirez-le : les coordonnées voyagent par le canal sécurisé.
guard-document = Ce texte semble contenir un numéro de document. Rien n'a été conservé. Retirez-le : sa place est dans le dossier de l'enfant.
guard-birth-date = Ce texte semble contenir une date de naissance. Rien n'a été conservé. Choisissez plutôt la tranche d'âge.
guard-address = Ce texte semble contenir une adresse ou le nom d'un foyer. Rien n'a été conservé. Retirez-le : sa place est dans le dossier de l'enfant.
guard-account = Ce texte semble contenir un compte de réseau social. Rien n'a été conservé. Retirez-le : sa place est dans le dossier de l'enfant.
guard-name = Ce texte semble contenir le nom d'une personne. Rien n'a été conservé. Écrivez plutôt « l'enfant », « la mère » ou « l'agent ».

## Le réseau d'exercice

room-network = Canal du Réseau
room-shared = Canal partagé avec les partenaires
room-desk = Canal du bureau
practice-newcomer = Quelqu'un de nouveau
practice-newcomer-about = N'a pas encore rejoint le Réseau

## Le Réseau : personnes, bureaux, fonctions

topic-liaison = Le Réseau : personnes et bureaux
word-liaison = liaison, réseau
word-liaison-help = aide
word-liaison-status = état, statut, situation
word-liaison-who = qui, annuaire
word-liaison-me = moi, quisuisje
word-liaison-language = langue
word-liaison-timezone = fuseau, heure, fuseau-horaire
word-liaison-away = absence, absent, absente
word-liaison-back = retour, présent, présente
word-liaison-link = lier, relier, associer
word-liaison-join = rejoindre
word-liaison-files = dossiers, canal, fichiers
word-liaison-invite = inviter
word-liaison-presidency = présidence
word-liaison-leave = quitter

help-liaison-help = Ce que vous pouvez faire ici, et comment le taper.
help-liaison-status = Où en sont les choses : ce qui attend votre bureau, qui est de service, quel pays préside.
help-liaison-who = Qui est à chaque bureau, qui est là maintenant, et quelle heure il y est.
help-liaison-me = Ce que le bot sait de vous : bureau, fonction, langue, fuseau horaire, comptes.
help-liaison-language = Choisissez la langue dans laquelle je vous écris.
help-liaison-timezone = Indiquez le fuseau horaire dans lequel je vous donne les dates et les heures.
help-liaison-away = Indiquez quand vous serez en absence. Ce qui arrive ira à vos collègues.
help-liaison-back = Signalez votre retour.
help-liaison-link = Utilisez aussi le bot depuis un second compte.
help-liaison-join = Rejoignez le Réseau avec le code à usage unique que l'on vous a donné.
help-liaison-files = Indiquez par quel canal sécurisé votre bureau reçoit le dossier d'un enfant.
help-liaison-invite = Invitez un ou une collègue. Vous recevrez un code à usage unique à lui remettre.
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
usage-liaison-presidency = { $line } Honduras 15/1
usage-liaison-leave = { $line } confirmer=oui

do-liaison-help = Aide
do-liaison-status = Où en sont les choses
do-liaison-who = Annuaire
do-liaison-me = À propos de vous
do-liaison-language = Langue
do-liaison-timezone = Fuseau horaire
do-liaison-away = Annoncer une absence
do-liaison-back = Je suis de retour
do-liaison-link = Associer un autre compte
do-liaison-invite = Inviter un ou une collègue
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
liaison-fact-code = Code à usage unique
liaison-fact-expires = Valable jusqu'à
liaison-fact-accounts = Comptes
liaison-fact-away = Absences
liaison-fact-time = Heure sur place
liaison-fact-your-time = Votre heure
liaison-fact-today = Aujourd'hui
liaison-fact-waiting = En attente de votre bureau
liaison-fact-overdue = En retard
liaison-fact-on-duty = De service à votre bureau
liaison-fact-presidency = Présidence pro tempore
liaison-fact-tzdata = Données des fuseaux horaires

liaison-direct-only = Cela reste entre vous et moi. Écrivez-le-moi, s'il vous plaît, dans notre conversation directe.
liaison-mistake-past = Ce jour est passé.
liaison-mistake-far = C'est trop loin ou trop long.
liaison-mistake-name = Écrivez un nom avec des lettres, de 80 caractères au maximum.

liaison-join-how = Pour rejoindre le Réseau, tapez « { $line } » suivi du code à usage unique que votre coordination vous a donné.
liaison-join-wrong = Ce code ne fonctionne pas. Vérifiez-le, s'il vous plaît, ou demandez-en un nouveau à votre coordination.
liaison-join-too-often = Cela fait plusieurs codes en peu de temps. Réessayez dans une heure, s'il vous plaît.
liaison-join-already = Vous faites déjà partie du Réseau, { $name }. Pour utiliser un second compte, tapez « { $line } » et saisissez le code depuis ce compte.
liaison-join-this-account = Ce compte est déjà le vôtre. Saisissez le code depuis votre autre compte ; il reste valable.
liaison-join-other-person = Ce compte vous est déjà associé, et ce code est destiné à une autre personne. Il reste valable pour elle.
liaison-welcome-title = Bienvenue dans le Réseau d'agents de liaison
liaison-welcome = C'est un plaisir de vous compter parmi nous, { $name }. Voici comment vos collègues vous voient ; si quelque chose n'est pas exact, signalez-le à votre coordination.
liaison-welcome-first = Vous pouvez m'écrire comme à un ou une collègue, ou appuyer sur un bouton. Commencez par ce que vous voulez :
liaison-welcome-elsewhere = Vous faites maintenant partie du Réseau. Écrivez-moi « aide » dans notre conversation directe : je pourrai vous y en dire plus.
liaison-first-help = Que puis-je faire ici ?
liaison-first-me = À propos de moi
liaison-first-list = Ce qui nous attend
liaison-first-new = Orienter un cas

liaison-invite-title = Invitation
liaison-invite-intro = Je vous donnerai un code à usage unique à transmettre.
liaison-invite-how = Transmettez ceci à votre collègue par un moyen sûr, pas dans un salon. Le code sert une seule fois, et je ne le montre que maintenant :
liaison-invite-forward = « Bienvenue dans le Réseau d'agents de liaison. Écrivez ceci au bot : { $line }. Valable jusqu'à : { $moment }. »
liaison-invite-role-elsewhere = La fonction « { $role } » n'existe pas dans ce type de bureau.
liaison-invite-second-titular = À noter : ce bureau a déjà un ou une titulaire, { $names }, qui tapera « { $line } » en quittant son poste.
liaison-desk-closed = Ce bureau est fermé.
liaison-link-how = Écrivez-moi ceci depuis votre autre compte : { $line }. Ne montrez le code à personne : qui l'utilise agit en votre nom.

liaison-role-since = { $role }, depuis le { $since }
liaison-role-until = { $role }, du { $since } au { $until }
liaison-language-which = Dans quelle langue dois-je vous écrire ?
liaison-language-set = Désormais, je vous écris en français.
liaison-language-unknown = Je ne connais pas cette langue. J'écris en : { $allowed }
liaison-language-unknown-near = Je ne connais pas cette langue. Vouliez-vous dire { $near } ?
liaison-zone-which = Pour vous, il est maintenant : { $moment }. Si ce n'est pas exact, choisissez une ville ou tapez-en une autre, comme dans « { $line } ».
liaison-zone-set = Désormais, je vous donne l'heure de l'endroit où vous êtes : { $moment }.
liaison-zone-unknown = Je ne connais pas cette ville. Tapez la grande ville la plus proche, ou un fuseau horaire comme America/Tegucigalpa.
liaison-zone-unknown-near = Je ne connais pas cette ville. Vouliez-vous dire { $city } ({ $near }) ?

liaison-away-days = du { $from } au { $to }
liaison-away-none = aucune absence notée
liaison-away-noted = C'est noté : absence du { $from } au { $to }, ces deux jours compris.
liaison-away-covered = Ce qui arrive pour { $desk } va à { $people }.
liaison-away-uncovered = Du { $from } au { $to }, personne d'autre n'est là pour { $desk }. Ce qui arrive attendra. J'ai prévenu la coordination.
liaison-away-order = Le dernier jour précède le premier.
liaison-back-noted = Bon retour. Ce qui arrive à votre bureau vous revient, selon votre fonction.
liaison-back-planned = L'absence prévue est retirée.
liaison-back-not-away = Aucune absence n'est notée pour vous.

liaison-who-more = Détails
liaison-who-all = Tous les bureaux
liaison-who-away = en absence
liaison-who-on-duty = de service
liaison-who-all-away = personne n'est là en ce moment
liaison-who-nobody-yet = personne n'a encore rejoint le Réseau
liaison-who-not-here = L'annuaire n'est pas montré dans ce salon. Demandez-le-moi, s'il vous plaît, dans notre conversation directe.
liaison-who-unknown = Aucun bureau ne porte ce nom.
liaison-who-unknown-near = Aucun bureau ne porte ce nom. Vouliez-vous dire { $near } ?
liaison-presiding = { $desk } exerce la présidence pro tempore.

liaison-files-none = pas encore indiqué
liaison-files-which = Pour { $desk }, les dossiers sont reçus par : { $channel }. Quel canal sécurisé faut-il noter ?
liaison-files-set = C'est noté. Dans l'annuaire, on lit maintenant pour { $desk } : { $channel }.
liaison-files-unknown = Ce n'est pas l'un des canaux sécurisés. Il y a : { $allowed }
liaison-files-unknown-near = Ce n'est pas l'un des canaux sécurisés. Vouliez-vous dire « { $near } » ?
liaison-presidency-intro = La présidence change au début de ce jour, à l'heure du pays qui la prend.
liaison-presidency-set = C'est noté : { $desk } exerce la présidence pro tempore à partir du { $from }.
liaison-presidency-correct = Pour corriger une de ces dates, indiquez un autre pays pour le même jour.
liaison-presidency-none = pas encore notée
liaison-leave-intro = Votre fonction prend fin aujourd'hui, définitivement, et les codes que vous avez remis cessent de servir. Les orientations restent auprès de { $desk } ; en attente à ce bureau : { $waiting }.
liaison-leave-yes = Oui, je quitte mon poste
liaison-leave-sure = Mettre fin maintenant à votre fonction dans le Réseau ? Seule une nouvelle invitation vous permettra de revenir.
liaison-leave-done = Votre fonction auprès de { $desk } a pris fin. Merci pour votre travail, { $name }.
liaison-leave-empty = Personne n'est là maintenant pour { $desk }. J'ai prévenu la coordination.
liaison-status-up = Je fonctionne normalement.
liaison-notice-joined = { $name } a rejoint { $desk } : { $roles }. Si vous ne vous y attendiez pas, prévenez tout de suite la coordination.
liaison-notice-uncovered = Du { $from } au { $to }, personne n'est là pour { $desk }.
liaison-notice-nobody = À partir du { $from }, personne n'est là pour { $desk }.

help-title = Ce que vous pouvez faire
help-more = Pour une commande en détail, tapez par exemple « { $line } ».
help-all = Toutes les commandes
help-how = Comment
help-fact-type = Tapez
help-fact-also = Également compris
