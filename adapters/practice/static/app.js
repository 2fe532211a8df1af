// The page: its frame, the panes side by side, and what keeps them up to date.

import { now } from "./clock.js";
import { el, icon } from "./dom.js";
import { Machine } from "./machine.js";
import { Pane } from "./pane.js";
import { Store } from "./store.js";
import { listen, world } from "./wire.js";
import { frameLanguage, say, setWords } from "./words.js";

const REMEMBERED = "practice-panes";
const MOST_PANES = 6;

class App {
  constructor(store) {
    this.store = store;
    this.language = frameLanguage();
    this.panes = [];
    this.front = null;
    this.main = document.getElementById("panes");
    const { offices, seats } = store;
    this.machine = offices.length ? new Machine(offices, seats[0].desk, this.language) : null;
    this.drawTop();
    this.remembered().forEach((state) => this.show(state));
    this.toFront(this.panes[0]);
  }

  say(key, values) {
    return say(this.language, key, values);
  }

  drawTop() {
    document.documentElement.lang = this.language;
    document.title = this.say("title");
    this.connection = el("p", { class: "connection", role: "status" });
    this.add = el("button", { class: "button add", type: "button", click: () => this.addPane() },
      icon("plus"), el("span", {}, this.say("add-person")));
    this.switcher = el("nav", { class: "switcher", "aria-label": this.say("people") });
    document.getElementById("top").replaceChildren(...[
      el("div", { class: "top-line" },
        el("div", { class: "top-text" }, el("h1", {}, this.say("title")), el("p", { class: "about" }, this.say("about"))),
        this.machine?.line, this.add),
      this.machine?.under, this.switcher, this.connection].filter(Boolean));
  }

  // Who was here when the page was left; at first, the first two.
  remembered() {
    let states = [];
    try {
      states = JSON.parse(localStorage.getItem(REMEMBERED)) || [];
    } catch {
      // Storage can be off; then nothing is remembered.
    }
    const known = Array.isArray(states) ? states.filter((state) => this.store.byUser.has(state?.user)) : [];
    return known.length ? known.slice(0, MOST_PANES) : this.store.seats.slice(0, 2).map(({ user }) => ({ user }));
  }

  changed() {
    if (!this.front) return;
    try {
      localStorage.setItem(REMEMBERED, JSON.stringify(this.panes.map((pane) => pane.state)));
    } catch {
      // As above.
    }
    this.drawSwitcher();
  }

  show(state) {
    const pane = new Pane(this.store, this, state);
    this.panes.push(pane);
    this.main.append(pane.element);
    return pane;
  }

  addPane() {
    const shown = new Set(this.panes.map((pane) => pane.seat));
    const seat = this.store.seats.find((one) => !shown.has(one)) || this.store.seats[0];
    const pane = this.show({ user: seat.user });
    this.toFront(pane);
    pane.element.scrollIntoView({ inline: "nearest" });
    pane.element.querySelector(".who-select").focus();
  }

  remove(pane) {
    const at = this.panes.indexOf(pane);
    this.panes.splice(at, 1);
    pane.element.remove();
    const next = this.panes[Math.min(at, this.panes.length - 1)];
    this.toFront(next);
    next.element.querySelector(".who-select").focus();
  }

  // On a narrow screen one pane is shown; `front` says which.
  toFront(pane) {
    this.front = pane;
    for (const one of this.panes) one.element.classList.toggle("front", one === pane);
    pane.seen();
    this.main.classList.toggle("single", this.panes.length === 1);
    this.add.disabled = this.panes.length >= MOST_PANES;
    this.changed();
  }

  drawSwitcher() {
    const focused = this.switcher.contains(document.activeElement);
    this.switcher.replaceChildren(...this.panes.map((pane) => {
      const news = pane.missed && pane !== this.front
        ? el("span", { class: "unread" }, el("span", { "aria-hidden": "true" }, pane.missed),
          el("span", { class: "unseen" }, ` ${this.say("unread", { count: pane.missed })}`))
        : null;
      return el("button", { type: "button", "aria-pressed": String(pane === this.front), click: () => this.toFront(pane) },
        el("span", { class: "switcher-name" }, pane.seat.name), news);
    }));
    if (focused) this.switcher.querySelector("[aria-pressed=true]").focus();
  }

  receive(post) {
    const became = this.store.add(post);
    if (!became || !this.live) return;
    for (const pane of this.panes) {
      if (became === "added") pane.receive(post);
      else pane.change(post);
    }
    if (this.panes.some((pane) => pane.missed)) this.drawSwitcher();
  }

  clock(standing) {
    this.machine?.stands(standing);
    const day = now().toDateString();
    if (day === this.day) return;
    this.day = day;
    for (const pane of this.panes) pane.log.retime();
  }

  // What came before the page was opened is drawn at once, and is no news.
  ready() {
    if (this.live) return;
    this.live = true;
    for (const pane of this.panes) pane.redraw();
  }

  reset() {
    this.live = false;
    this.store.clear();
  }

  connected(state) {
    this.connection.textContent = { lost: this.say("reconnecting"), expired: this.say("expired") }[state] || "";
  }
}

const given = await world();
setWords(given.words);
const app = new App(new Store(given));
listen({
  post: (post) => app.receive(post),
  clock: (standing) => app.clock(standing),
  ready: () => app.ready(),
  reset: () => app.reset(),
  state: (state) => app.connected(state),
});
