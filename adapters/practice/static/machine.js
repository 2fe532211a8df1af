// The time machine: shows the practice clock, and moves it forward for everybody at once.

import { now, setNow } from "./clock.js";
import { el, freshId, icon } from "./dom.js";
import { intention, send } from "./wire.js";
import { dayAndTime, inLanguage, lengthOf, say, zoneName } from "./words.js";

const REMEMBERED = "practice-office";
const HOUR_MS = 3_600_000;
const AHEAD = { hour: HOUR_MS, week: 7 * 24 * HOUR_MS };
const WORDS = { hour: "move-hour", morning: "move-morning", week: "move-week" };
const LOOK_MS = 1000;
// Where one conversation fills the screen, it is what one wants to see then.
const NARROW = matchMedia("(max-width: 759px)");

export class Machine {
  constructor(offices, first, language) {
    this.offices = offices;
    this.language = language;
    this.office = offices.find((one) => one.desk === remembered()) || offices.find((one) => one.desk === first) || offices[0];
    this.standing = null;
    this.draw();
    setInterval(() => this.show(), LOOK_MS);
  }

  say(key, values) {
    return say(this.language, key, values);
  }

  draw() {
    const panelId = freshId("machine");
    this.time = el("time", { class: "machine-now" });
    this.moved = el("p", { class: "machine-moved" });
    this.toggle = el("button", { class: "button machine-toggle", type: "button", "aria-label": this.say("move-clock"),
      "aria-expanded": "false", "aria-controls": panelId, click: () => this.open(this.panel.hidden) },
    el("span", {}, this.say("move")), icon("chevron"));
    this.line = el("div", { class: "machine-line", role: "group", "aria-label": this.say("clock") },
      icon("clock"), el("div", { class: "machine-text" }, this.time, this.moved), this.toggle);
    this.choices = Object.keys(WORDS).map((move) => this.choice(move));
    this.status = el("p", { class: "machine-status", role: "status" });
    this.bar = el("progress", { class: "machine-bar", max: "1", "aria-label": this.say("moving-bar"), hidden: true });
    this.panel = el("div", { class: "machine-panel", id: panelId, role: "group", "aria-label": this.say("move-clock"),
      hidden: true },
    this.drawOffices(),
    el("div", { class: "machine-moves" }, this.choices.map((choice) => choice.node)),
    el("p", { class: "machine-note" }, this.say("no-way-back")));
    this.under = el("div", { class: "machine-under" }, this.panel, this.bar, this.status);
  }

  drawOffices() {
    const id = freshId("office");
    const select = el("select", { id, change: () => this.choose(select.value) },
      this.offices.map((one) => el("option", { value: one.desk, selected: one === this.office },
        inLanguage(one.names, this.language))));
    return el("div", { class: "machine-office" }, el("label", { for: id }, this.say("clock-of")), select);
  }

  choice(move) {
    const until = el("span", { class: "machine-until" });
    const label = el("span", {});
    const node = el("button", { class: "button", type: "button", click: () => this.move(move) }, label, until);
    return { move, node, label, until };
  }

  choose(desk) {
    this.office = this.offices.find((one) => one.desk === desk);
    try {
      localStorage.setItem(REMEMBERED, desk);
    } catch {
      // Storage can be off; then nothing is remembered.
    }
    this.show();
  }

  open(shown) {
    this.panel.hidden = !shown;
    this.toggle.setAttribute("aria-expanded", String(shown));
  }

  // What the server says of the clock; from then on it runs by itself.
  stands(standing) {
    const ended = this.standing?.until && !standing.until;
    this.standing = standing;
    setNow(standing.now);
    if (standing.until) this.tell(this.say("moving", { when: this.when(standing.until) }));
    else if (ended) this.tell(this.say("arrived", { when: this.when(standing.now) }), true);
    this.show();
  }

  // Whoever sees the clock needs not be told where it stands.
  tell(words, seen = false) {
    this.status.textContent = words;
    this.status.classList.toggle("unseen", seen);
  }

  show() {
    if (!this.standing) return;
    const { moved, until, share } = this.standing;
    this.time.textContent = dayAndTime(this.language, now(), this.office.zone, true);
    this.time.setAttribute("datetime", now().toISOString());
    const length = lengthOf(this.language, moved);
    this.moved.textContent = `${this.where(now())} · ${length ? this.say("moved", { length }) : this.say("not-moved")}`;
    this.bar.hidden = !until;
    this.bar.value = share;
    for (const choice of this.choices) {
      const held = Boolean(until) || this.asking;
      if (held) choice.node.setAttribute("aria-disabled", "true");
      else choice.node.removeAttribute("aria-disabled");
      choice.label.textContent = this.say(WORDS[choice.move], { country: inLanguage(this.office.names, this.language) });
      const target = this.target(choice.move);
      if (target) choice.until.textContent = this.say("move-until", { when: dayAndTime(this.language, target, this.office.zone) });
    }
  }

  when(moment) {
    return `${dayAndTime(this.language, moment, this.office.zone, true)}, ${this.where(moment)}`;
  }

  where(moment) {
    return `${inLanguage(this.office.names, this.language)} (${zoneName(moment, this.office.zone)})`;
  }

  target(move) {
    return move in AHEAD ? new Date(now().getTime() + AHEAD[move]) : this.standing.mornings[this.office.desk];
  }

  async move(move) {
    if (this.asking || this.standing?.until) return;
    this.asking = true;
    if (NARROW.matches && this.panel.contains(document.activeElement)) {
      this.open(false);
      this.toggle.focus();
    }
    this.show();
    try {
      await send(intention("/api/move", { move, desk: this.office.desk }));
    } catch (failure) {
      // Somebody else is moving it: that is shown already.
      if (failure.kind !== "busy") this.failed(failure.kind, move);
    } finally {
      this.asking = false;
      this.show();
    }
  }

  failed(kind, move) {
    const words = { unsent: "not-sent", expired: "expired", refused: "not-understood" };
    const text = this.choices.find((choice) => choice.move === move).label.textContent;
    this.tell(this.say(words[kind] || "not-sent", { text }));
  }
}

function remembered() {
  try {
    return localStorage.getItem(REMEMBERED);
  } catch {
    return null;
  }
}
