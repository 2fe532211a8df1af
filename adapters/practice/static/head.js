// The top of a pane: who sits there, and the tabs of their conversations.

import { el, freshId, icon } from "./dom.js";
import { inLanguage, ours, say } from "./words.js";

const TINTS = 6;

function initials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words[words.length - 1] : ""].map((word) => [...word][0] || "").join("").toUpperCase();
}

// The name is a native list to choose from, laid invisibly over how the name looks.
export function drawHead(pane) {
  const { seat, store } = pane;
  const select = el("select", { class: "who-select", "aria-label": pane.say("who"),
    change: () => {
      pane.sit(select.value);
      pane.element.querySelector(".who-select").focus();
    } },
    store.seats.map((one) => {
      const about = inLanguage(one.about, seat.language);
      return el("option", { value: one.user, selected: one === seat }, about ? `${one.name} · ${about}` : one.name);
    }));
  const tint = store.seats.indexOf(seat) % TINTS;
  return el("header", { class: "pane-head" },
    el("div", { class: "who" },
      el("span", { class: `avatar tint-${tint}`, "aria-hidden": "true" }, initials(seat.name)),
      el("div", { class: "who-text" },
        el("h2", {}, el("span", {}, seat.name), icon("chevron")),
        el("p", { class: "about" }, inLanguage(seat.about, seat.language))),
      select),
    el("span", { class: "language" }, say(ours(seat.language), "language")),
    el("button", { class: "quiet remove", type: "button", "aria-label": pane.say("remove-person", { name: seat.name }),
      click: () => pane.app.remove(pane) }, icon("close")));
}

export function drawTabs(pane, panelId) {
  const of = new Map();
  for (const place of pane.places) {
    const tab = el("button", { id: freshId("tab"), class: "tab", type: "button", role: "tab", "aria-controls": panelId,
      click: () => pane.open(place) },
    el("span", { class: `dot ${pane.store.audience(place)}`, "aria-hidden": "true" }), el("span", {}, pane.titleOf(place)));
    of.set(place, tab);
  }
  const element = el("div", { class: "tabs", role: "tablist", "aria-label": pane.say("places", { name: pane.seat.name }),
    keydown: (event) => turn(event, pane, of) }, [...of.values()]);
  return { element, of };
}

function turn(event, pane, of) {
  const last = pane.places.length - 1;
  const at = pane.places.indexOf(pane.place);
  const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  pane.open(pane.places[to]);
  of.get(pane.places[to]).focus();
}

export function markTab(tab, selected, unread, language) {
  tab.setAttribute("aria-selected", String(selected));
  tab.tabIndex = selected ? 0 : -1;
  tab.querySelector(".unread")?.remove();
  if (!unread) return;
  tab.append(el("span", { class: "unread" }, el("span", { "aria-hidden": "true" }, unread),
    el("span", { class: "unseen" }, ` ${say(language, "unread", { count: unread })}`)));
}
