// Where one types: a line of text that, for commands, offers ways to go on (the ARIA combobox pattern).

import { el, freshId, icon } from "./dom.js";
import { suggest } from "./wire.js";
import { say } from "./words.js";

const PAUSE_MS = 90;
const LONGEST = 2000;
const TO_THE_BOT = /^(\/|@(?:liaison-bot|liaison|bot)[\s:,]+)/i;

export class Composer {
  constructor({ seat, language, say: out }) {
    this.seat = seat;
    this.language = language;
    this.out = out;
    this.offered = [];
    this.active = -1;
    const ids = { list: freshId("suggestions"), label: freshId("write") };
    this.label = el("label", { class: "unseen", for: ids.label });
    this.input = el("input", {
      id: ids.label, type: "text", class: "line", role: "combobox", maxlength: LONGEST, enterkeyhint: "send",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": ids.list,
      autocomplete: "off", autocapitalize: "off",
      input: () => this.typed(), keydown: (event) => this.key(event), blur: () => this.close(),
    });
    this.list = el("ul", { class: "suggestions", id: ids.list, role: "listbox", hidden: true,
      "aria-label": say(language, "suggestions") });
    this.found = el("p", { class: "unseen", role: "status" });
    this.element = el("form", { class: "composer", submit: (event) => this.submit(event) },
      this.list, this.found, this.label, this.input,
      el("button", { class: "send", type: "submit", "aria-label": say(language, "send") }, icon("send")));
  }

  // Where what is typed will be read.
  aim(title, direct) {
    this.label.textContent = say(this.language, "write", { place: title });
    this.input.placeholder = say(this.language, direct ? "write-direct" : "write-room");
    this.close();
  }

  focus() {
    this.input.focus();
  }

  submit(event) {
    event.preventDefault();
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = "";
    this.close();
    this.out(text);
  }

  typed() {
    clearTimeout(this.timer);
    this.fetching?.abort();
    if (!TO_THE_BOT.test(this.input.value)) this.close();
    else this.timer = setTimeout(() => this.offer(), PAUSE_MS);
  }

  async offer() {
    const text = this.input.value;
    const lead = text.match(TO_THE_BOT)?.[0];
    if (!lead) return;
    this.fetching?.abort();
    const fetching = new AbortController();
    this.fetching = fetching;
    let offered = [];
    try {
      offered = await suggest(this.seat, text.slice(lead.length), fetching.signal);
    } catch {
      return; // Typing goes on without suggestions.
    }
    if (fetching.signal.aborted || this.input.value !== text || document.activeElement !== this.input) return;
    this.show(offered.filter((one) => one.words !== text.slice(lead.length).trim()), lead);
  }

  show(offered, lead) {
    this.close();
    if (!offered.length) return;
    this.offered = offered;
    this.lead = lead;
    this.list.replaceChildren(...offered.map((one, at) =>
      el("li", {
        id: `${this.list.id}-${at}`, role: "option", "aria-selected": "false",
        mousedown: (event) => event.preventDefault(), click: () => this.take(at),
      }, el("span", { class: "words" }, lead + one.words), el("span", { class: "about" }, one.about))));
    this.list.hidden = false;
    this.list.scrollTop = 0;
    this.input.setAttribute("aria-expanded", "true");
    this.found.textContent = say(this.language, "suggestions-found", { count: offered.length });
  }

  close() {
    clearTimeout(this.timer);
    this.fetching?.abort();
    this.offered = [];
    this.active = -1;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.found.textContent = "";
  }

  key(event) {
    if (event.isComposing) return;
    const open = this.offered.length > 0;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const by = event.key === "ArrowDown" ? 1 : -1;
      if (open) this.move(by);
      else this.offer().then(() => this.offered.length && this.move(by));
      event.preventDefault();
    } else if (event.key === "Escape" && open) {
      this.close();
      event.stopPropagation();
    } else if ((event.key === "Enter" || event.key === "Tab") && this.active >= 0) {
      this.take(this.active);
      event.preventDefault();
    }
  }

  move(by) {
    const options = [...this.list.children];
    const from = this.active < 0 && by < 0 ? 0 : this.active;
    this.active = (from + by + options.length) % options.length;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === this.active)));
    this.input.setAttribute("aria-activedescendant", options[this.active].id);
    options[this.active].scrollIntoView({ block: "nearest" });
  }

  // Take a suggestion into the line, and offer ways to go on from there.
  take(at) {
    this.input.value = `${this.lead}${this.offered[at].words} `;
    this.close();
    this.input.focus();
    this.offer();
  }
}
