// One person's view: who they are, their conversations, and what they do there.

import { ask } from "./ask.js";
import { busyIn } from "./busy.js";
import { Composer } from "./composer.js";
import { el, freshId, icon } from "./dom.js";
import { FormPanel } from "./form.js";
import { drawHead, drawTabs, markTab } from "./head.js";
import { Log } from "./log.js";
import { intention, send, suggest } from "./wire.js";
import { inLanguage, names, say } from "./words.js";

// What most begin with. Each is offered in the words of whoever sits here, and only if they may do it.
const BEGINNINGS = ["referral new", "referral list", "liaison status", "liaison help"];
const AUDIENCE_ICONS = { "one-person": "lock", members: "people", outsiders: "globe", unknown: "globe" };

export class Pane {
  // `app`: what the page offers a pane (changed, remove).
  constructor(store, app, { user, place, questions }) {
    this.store = store;
    this.app = app;
    this.questions = Boolean(questions);
    this.element = el("section", { class: "pane" });
    this.sit(user, place);
  }

  get state() {
    return { user: this.seat.user, place: this.place, questions: this.questions };
  }

  say(key, values) {
    return say(this.seat.language, key, values);
  }

  // Let somebody else sit here.
  sit(user, place) {
    this.seat = this.store.byUser.get(user);
    this.unread = new Map();
    this.missed = 0;
    this.queue = Promise.resolve();
    this.panel = null;
    this.places = [this.seat.direct, ...this.seat.rooms];
    this.element.lang = this.seat.language;
    this.element.setAttribute("aria-label", this.seat.name);
    this.draw();
    this.open(this.places.includes(place) ? place : this.seat.direct);
    this.offerBeginnings();
  }

  draw() {
    const panelId = freshId("place");
    this.tabs = drawTabs(this, panelId);
    this.audience = el("p", { class: "audience" });
    this.room = el("div", { class: "room", id: panelId, role: "tabpanel" });
    this.failures = el("div", { class: "failures", role: "alert" });
    this.busy = el("p", { class: "busy", role: "status" });
    this.begin = el("div", { class: "begin", role: "group", "aria-label": this.say("begin"), hidden: true });
    this.composer = new Composer({ seat: this.seat.user, language: this.seat.language, say: (text) => this.speak(text) });
    this.body = el("div", { class: "pane-body" },
      drawHead(this), this.tabs.element, this.room, this.failures, this.busy, this.begin,
      this.composer.element, this.drawAsking());
    this.element.replaceChildren(this.body);
  }

  drawAsking() {
    const name = freshId("asking");
    const choice = (questions, key) => {
      const input = el("input", { type: "radio", name, change: () => this.setQuestions(questions) });
      input.checked = this.questions === questions;
      return el("label", {}, input, el("span", {}, this.say(key)));
    };
    return el("fieldset", { class: "asking" },
      el("legend", { class: "unseen" }, this.say("asking")),
      choice(false, "asking-forms"), choice(true, "asking-questions"));
  }

  setQuestions(questions) {
    this.questions = questions;
    this.app.changed();
  }

  // Commands to begin with, a press away. Without them one types, so a failure is no matter.
  async offerBeginnings() {
    const { seat, begin } = this;
    const found = await Promise.all(BEGINNINGS.map((words) => suggest(seat.user, words).catch(() => [])));
    const offered = found.map(([first]) => first).filter(Boolean);
    begin.replaceChildren(...offered.map(({ words, about }) =>
      el("button", { class: "chip", type: "button", title: about, click: () => this.speak(`/${words}`) }, `/${words}`)));
    this.showBeginnings();
  }

  showBeginnings() {
    this.begin.hidden = !this.begin.childElementCount || this.place !== this.seat.direct;
  }

  titleOf(place) {
    const room = this.store.rooms.get(place);
    return room ? inLanguage(room.names, this.seat.language) : this.say("direct");
  }

  // Look at one of this person's conversations. The log is a new one, so that its past is not read out as news.
  open(place) {
    this.place = place;
    this.unread.delete(place);
    const audience = this.store.audience(place);
    this.element.dataset.audience = audience;
    const who = { name: this.seat.name, names: names(this.seat.language, this.store.readers(place)) };
    const told = this.say(`audience-${audience}`, who);
    this.audience = el("p", { class: "audience", title: told }, icon(AUDIENCE_ICONS[audience]), el("span", {}, told));
    this.redraw();
    this.composer.aim(this.titleOf(place), place === this.seat.direct);
    this.markTabs();
    this.showBeginnings();
    this.app.changed();
  }

  redraw() {
    const { store, seat, place } = this;
    this.log = new Log({
      store, seat, place, title: this.titleOf(place),
      press: (button, node) => this.press(button, node, place), tryOut: (text) => this.tryOut(text),
    });
    this.room.replaceChildren(this.audience, this.log.element);
    this.log.toEnd();
  }

  markTabs() {
    for (const place of this.places) {
      markTab(this.tabs.of.get(place), place === this.place, this.unread.get(place) || 0, this.seat.language);
    }
    this.room.setAttribute("aria-labelledby", this.tabs.of.get(this.place).id);
  }

  change(post) {
    if (post.place === this.place) this.log.change(post);
  }

  receive(post) {
    if (!this.places.includes(post.place)) return;
    if (this.element.offsetParent === null && post.author !== this.seat.user) this.missed += 1;
    if (post.place === this.place) this.log.add(post);
    else if (post.author !== this.seat.user) {
      this.unread.set(post.place, (this.unread.get(post.place) || 0) + 1);
      this.markTabs();
    }
  }

  // The pane is in front again, on a screen that shows one at a time.
  seen() {
    this.missed = 0;
    this.log.toEnd();
  }

  tryOut(text) {
    this.composer.focus();
    this.speak(text);
  }

  speak(text) {
    this.intend("/api/say", { place: this.place, text }, text, this.composer.input);
  }

  async press(button, node, place) {
    if (button.confirm) {
      const labels = { question: button.confirm, yes: button.label, no: this.say("cancel") };
      if (!(await ask({ ...labels, danger: button.style === "danger", language: this.seat.language }))) return;
    }
    await this.intend("/api/press", { place, words: button.words, label: button.label }, button.label, node);
  }

  // Send one intention, in turn, and show the form that it may be answered with.
  async intend(path, about, label, opener) {
    const seat = this.seat;
    const out = intention(path, { seat: seat.user, shows_forms: !this.questions, ...about });
    const answer = await new Promise((settle) => {
      this.queue = this.queue.then(() => this.attempt(out, label, settle));
    });
    // Somebody who has just joined may do more than before.
    if (!this.begin.childElementCount) this.offerBeginnings();
    if (answer?.reply === "form" && seat === this.seat) this.openForm(answer.form, about.place, opener);
  }

  async attempt(out, label, settle) {
    const done = busyIn(this.busy, this.say("busy"));
    try {
      settle(await send(out));
    } catch (failure) {
      this.fail(failure.kind, out, label, settle);
    } finally {
      done();
    }
  }

  // Nothing is known of an intention that failed on the way, so it is tried again as it was, or dropped.
  fail(kind, out, label, settle) {
    const words = { expired: "expired", refused: "not-understood" }[kind] || "not-sent";
    const button = (key, act) => el("button", { class: "button", type: "button", click: () => {
      notice.remove();
      this.composer.focus();
      act();
    } }, this.say(key));
    const again = () => { this.queue = this.queue.then(() => this.attempt(out, label, settle)); };
    const notice = el("div", { class: "failure" },
      el("p", {}, this.say(words, { text: label })),
      el("div", { class: "buttons" },
        kind === "refused" ? null : button("try-again", again), button("discard", () => settle(null))));
    this.failures.append(notice);
  }

  openForm(form, place, opener) {
    this.panel?.element.remove();
    const back = opener?.closest(".form") ? this.composer.input : opener;
    this.panel = new FormPanel({
      form, name: this.seat.name, language: this.seat.language, about: { seat: this.seat.user, place },
      answered: (answer) => (answer.reply === "form" ? this.openForm(answer.form, place, back) : this.closeForm(back)),
      closed: () => this.closeForm(back),
    });
    this.body.inert = true;
    this.element.append(this.panel.element);
    this.panel.focus();
  }

  // The focus goes back to where the form was asked for, or, if that is gone, to where one types.
  closeForm(opener) {
    this.panel?.element.remove();
    this.panel = null;
    this.body.inert = false;
    if (opener?.isConnected) opener.focus();
    else this.composer.focus();
  }
}
