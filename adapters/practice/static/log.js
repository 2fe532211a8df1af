// The log of one place, as one person reads it.

import { el, icon } from "./dom.js";
import { KEPT_PER_PLACE } from "./store.js";
import { longTime, say, shortTime } from "./words.js";

const NEAR_THE_END = 90;
const MOST_BUTTONS = 5;

export class Log {
  // `press(button)` settles when the press is done with; `tryOut(command)` says a command for a newcomer.
  constructor({ store, seat, place, title, press, tryOut }) {
    this.store = store;
    this.seat = seat;
    this.place = place;
    this.press = press;
    this.cards = new Map();
    const label = this.say("messages", { place: title });
    this.list = el("div", { class: "log", role: "log", tabindex: "0", "aria-label": label });
    this.newer = el("button", { class: "newer", type: "button", hidden: true, click: () => this.toEnd() },
      icon("down"), this.say("newer"));
    this.element = el("div", { class: "log-frame" }, this.list, this.newer);
    this.follows = true;
    this.list.addEventListener("scroll", () => {
      this.follows = this.atEnd();
      if (this.follows) this.newer.hidden = true;
    }, { passive: true });
    // Whoever reads the end stays there when a keyboard, or anything else below, takes some of the room.
    new ResizeObserver(() => this.follows && this.toEnd()).observe(this.list);
    const posts = store.in(place);
    if (posts.length) for (const post of posts) this.list.append(this.draw(post));
    else this.list.append(this.hint(tryOut));
  }

  say(key, values) {
    return say(this.seat.language, key, values);
  }

  hint(tryOut) {
    const audience = this.store.audience(this.place);
    const command = audience === "one-person" ? "/help" : "@bot help";
    return el("div", { class: "hint" },
      el("p", {}, this.say(`empty-${audience}`, { name: this.seat.name })),
      el("button", { class: "button", type: "button", click: () => tryOut(command) },
        this.say("try", { command })));
  }

  add(post) {
    const follow = this.atEnd() || post.author === this.seat.user;
    this.list.querySelector(".hint")?.remove();
    const article = this.draw(post);
    this.list.append(article);
    if (this.list.childElementCount > KEPT_PER_PLACE) this.list.firstElementChild.remove();
    if (this.leftWithoutFocus) {
      // The button that had the focus went with its card: go on from the card that took its place.
      article.focus({ preventScroll: true });
      this.leftWithoutFocus = false;
    }
    if (!follow) this.newer.hidden = false;
    else if (article.offsetHeight > this.list.clientHeight) {
      this.follows = false;
      this.list.scrollTop = article.offsetTop;
    }
    else this.toEnd();
  }

  // It was taken back: whoever was at one of its buttons stays where it stood.
  change(post) {
    const before = this.list.querySelector(`[data-number="${post.number}"]`);
    if (!before) return;
    const focused = before.contains(document.activeElement);
    const article = this.draw(post);
    before.replaceWith(article);
    if (focused) article.focus({ preventScroll: true });
  }

  // Another day has begun: what was today's is not any more.
  retime() {
    for (const time of this.list.querySelectorAll("time")) {
      time.textContent = shortTime(this.seat.language, time.getAttribute("datetime"));
    }
  }

  atEnd() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR_THE_END;
  }

  toEnd() {
    this.list.scrollTop = this.list.scrollHeight;
    this.newer.hidden = true;
  }

  draw(post) {
    const mine = post.author === this.seat.user;
    const who = mine ? this.say("you") : this.store.byUser.get(post.author)?.name || this.say("bot");
    const time = el("time", { datetime: post.at, title: longTime(this.seat.language, post.at) },
      shortTime(this.seat.language, post.at));
    const kind = post.message || post.gone ? "from-bot" : mine ? "mine" : "theirs";
    const article = el("article", { class: `post ${kind}`, tabindex: "-1" },
      el("header", {}, el("span", { class: "author" }, who),
        post.notice ? el("span", { class: "notice-mark" }, icon("bell"), this.say("notice")) : null, time));
    article.classList.toggle("notice", Boolean(post.notice));
    article.dataset.number = post.number;
    if (post.message) {
      article.classList.toggle("failed", post.message.error);
      if (post.message.card) this.supersede(post.message.card, article);
      article.append(this.bubble(post.message, article));
    } else if (post.gone) {
      article.append(el("p", { class: "bubble gone" }, this.say("taken-back")));
    } else if (post.pressed) {
      article.append(el("p", { class: "bubble pressed" },
        icon("press"), el("span", { class: "unseen" }, this.say("pressed")), ` ${post.text}`));
    } else {
      article.append(el("p", { class: post.text.startsWith("/") ? "bubble typed" : "bubble" }, post.text));
    }
    return article;
  }

  bubble(message, article) {
    const button = (shown) => this.button(shown, article);
    return el("div", { class: "bubble" },
      message.error ? el("p", { class: "not-done" }, this.say("not-done")) : null,
      message.title ? el("h3", {}, message.title) : null,
      message.paragraphs.map((text) => el("p", {}, text)),
      message.facts.length
        ? el("dl", { class: "facts" },
          message.facts.map((fact) => el("div", {}, el("dt", {}, fact.label), el("dd", {}, fact.value))))
        : null,
      this.items(message.items, button),
      message.picture ? drawPicture(message.picture) : null,
      message.buttons.length ? el("div", { class: "buttons" }, this.row(message.buttons.map(button))) : null);
  }

  // Rows, and above those that belong together, what they have in common.
  items(items, button) {
    const nodes = [];
    for (const item of items) {
      if (item.heading) {
        nodes.push(el("h4", {}, item.text));
        continue;
      }
      if (nodes.at(-1)?.tagName !== "UL") nodes.push(el("ul", { class: "items" }));
      nodes.at(-1).append(el("li", {}, el("span", {}, item.text), ...(item.button ? [button(item.button)] : [])));
    }
    return nodes;
  }

  // What is to be done first, first, and what is refused or taken back last; where there are many, some on demand.
  row(nodes) {
    const styled = (style) => nodes.filter((node) => node.classList.contains(style));
    const ordered = [...styled("primary"), ...styled("plain")];
    const last = styled("danger");
    if (nodes.length <= MOST_BUTTONS) return [...ordered, ...last];
    const rest = ordered.splice(Math.max(1, MOST_BUTTONS - 1 - last.length));
    const more = el("button", { class: "button", type: "button", "aria-expanded": "false", click: () => {
      more.replaceWith(...rest);
      rest[0].focus();
    } }, this.say("more-actions"), icon("chevron"));
    return [...ordered, ...last, more];
  }

  button(shown, article) {
    const node = el("button", { class: `button ${shown.style}`, type: "button" }, shown.label);
    node.addEventListener("click", async () => {
      // One press at a time for a whole card; `disabled` would throw away the keyboard's place.
      if (article.dataset.busy) return;
      this.hold(article, true);
      try {
        await this.press(shown, node);
      } finally {
        this.hold(article, false);
      }
    });
    return node;
  }

  hold(article, busy) {
    if (busy) article.dataset.busy = "yes";
    else delete article.dataset.busy;
    for (const node of article.querySelectorAll("button")) {
      if (busy) node.setAttribute("aria-disabled", "true");
      else node.removeAttribute("aria-disabled");
    }
  }

  // A newer picture of the same thing: what could be done from the older one is done from the newer.
  supersede(card, article) {
    const older = this.cards.get(card);
    this.cards.set(card, article);
    const buttons = older ? [...older.querySelectorAll("button")] : [];
    if (!buttons.length) return;
    if (older.contains(document.activeElement)) this.leftWithoutFocus = true;
    for (const node of buttons) node.remove();
    older.querySelector(".buttons")?.remove();
    older.classList.add("superseded");
    older.querySelector(".bubble").append(el("p", { class: "superseded-note" }, this.say("superseded")));
  }
}

// Its size is known beforehand, so nothing moves when it comes.
function drawPicture({ at, alt, width, height }) {
  return el("img", { class: "picture", src: at, alt, width, height });
}
