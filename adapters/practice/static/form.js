// A form, in front of the pane of the one person it is for.

import { ask } from "./ask.js";
import { busyIn } from "./busy.js";
import { el, freshId, icon } from "./dom.js";
import { drawField } from "./fields.js";
import { intention, send } from "./wire.js";
import { say } from "./words.js";

export class FormPanel {
  // `about` goes with every submission (seat, place); `answered(answer)` takes what is not about this form's fields.
  constructor({ form, name, language, about, answered, closed }) {
    this.form = form;
    this.name = name;
    this.language = language;
    this.about = about;
    this.answered = answered;
    this.closed = closed;
    this.fields = form.fields.map((field) => drawField(field, language));
    this.element = this.draw();
    this.untouched = JSON.stringify(this.answers());
    const marked = form.fields.filter((field) => field.error).length;
    if (marked) this.complain(marked);
  }

  say(key, values) {
    return say(this.language, key, values);
  }

  draw() {
    const title = freshId("title");
    this.title = el("h3", { id: title, tabindex: "-1" }, this.form.title);
    this.alert = el("p", { class: "form-alert", role: "alert" });
    this.busy = el("p", { class: "busy", role: "status" });
    this.go = el("button", { class: "button primary", type: "submit" }, this.form.submit);
    this.more = this.drawMore();
    const close = () => this.leave();
    const form = el("form", { class: "form-body", novalidate: true, submit: (event) => this.submit(event) },
      this.form.intro ? el("p", { class: "intro" }, this.form.intro) : null,
      this.alert,
      this.fields.filter((field) => !field.more).map((field) => field.element),
      this.more,
      el("div", { class: "form-foot" },
        this.busy, this.go, el("button", { class: "button", type: "button", click: close }, this.say("cancel"))));
    const panel = el("div", { class: "form", role: "dialog", "aria-labelledby": title },
      el("div", { class: "form-head" },
        el("div", { class: "form-title" }, this.title,
          el("p", { class: "form-private" }, icon("lock"), this.say("form-private", { name: this.name }))),
        el("button", { class: "quiet", type: "button", "aria-label": this.say("close-form"), click: close }, icon("close"))),
      form);
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      event.preventDefault(); // or the browser would close the question that this may ask
      this.leave();
    });
    return panel;
  }

  drawMore() {
    const fields = this.fields.filter((field) => field.more);
    if (!fields.length) return null;
    const open = this.form.fields.some((field) => field.more && (field.error || field.value.length));
    return el("details", { class: "more", open },
      el("summary", {}, this.say("more"), el("span", { class: "optional" }, ` (${this.say("optional")})`)),
      fields.map((field) => field.element));
  }

  answers() {
    const given = this.fields.map((field) => [field.name, field.read()]);
    return Object.fromEntries(given.filter(([, values]) => values.length));
  }

  // A finger would have half the screen taken by its keyboard, so there the title gets the focus.
  focus() {
    const marked = this.form.fields.findIndex((field) => field.error);
    if (marked >= 0) this.fields[marked].focus();
    else if (matchMedia("(pointer: coarse)").matches || !this.fields.length) this.title.focus();
    else this.fields[0].focus();
  }

  async leave() {
    if (this.sending) return;
    const changed = JSON.stringify(this.answers()) !== this.untouched;
    if (changed) {
      const labels = { question: this.say("discard-question"), yes: this.say("discard"), no: this.say("keep-writing") };
      if (!(await ask({ ...labels, danger: true, language: this.language }))) return;
    }
    this.closed();
  }

  async submit(event) {
    event.preventDefault();
    if (this.sending) return;
    const answers = this.answers();
    const key = JSON.stringify(answers);
    // Sent again unchanged after a failure, it is the same intention, and cannot be done twice.
    if (this.pending?.key !== key) {
      this.pending = { key, out: intention("/api/submit", { ...this.about, form: this.form.id, answers }) };
    }
    this.hold(true);
    const done = busyIn(this.busy, this.say("busy"));
    let answer = null;
    try {
      answer = await send(this.pending.out);
      this.pending = null;
    } catch (failure) {
      this.failed(failure.kind);
    } finally {
      done();
      this.hold(false);
    }
    if (answer?.reply === "errors") this.mark(answer.errors);
    else if (answer) this.answered(answer);
  }

  hold(sending) {
    this.sending = sending;
    if (sending) this.go.setAttribute("aria-disabled", "true");
    else this.go.removeAttribute("aria-disabled");
  }

  failed(kind) {
    const words = { unsent: "not-sent", expired: "expired", refused: "not-understood" };
    this.alert.textContent = this.say(words[kind] || "not-sent", { text: this.form.title });
    this.go.textContent = kind === "unsent" ? this.say("try-again") : this.form.submit;
    this.alert.scrollIntoView({ block: "nearest" });
  }

  // Say each mistake at its field, and go to the first.
  mark(errors) {
    this.go.textContent = this.form.submit;
    for (const field of this.fields) field.fail(errors[field.name] || "");
    const marked = this.fields.filter((field) => errors[field.name]);
    const strays = Object.entries(errors).filter(([name]) => !this.fields.some((field) => field.name === name));
    this.complain(marked.length, strays.map(([, text]) => text));
    if (this.more && marked.some((field) => field.more)) this.more.open = true;
    if (marked.length) marked[0].focus();
  }

  complain(count, others = []) {
    const counted = count ? [this.say("to-correct", { count })] : [];
    this.alert.textContent = [...counted, ...others].join(" · ");
  }
}
