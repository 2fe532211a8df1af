// A question before something is done, as a dialog in front of everything.

import { el, freshId } from "./dom.js";

// Settles with true for yes. Escape, and "no", are no.
export function ask({ question, yes, no, danger, language }) {
  return new Promise((settle) => {
    const before = document.activeElement;
    const label = freshId("question");
    const answer = (value) => () => dialog.close(value);
    const refuse = el("button", { class: "button", type: "button", click: answer("") }, no);
    const accept = el("button", { class: danger ? "button danger" : "button primary", type: "button", click: answer("yes") },
      yes);
    const dialog = el("dialog", { class: "ask", "aria-labelledby": label, lang: language },
      el("p", { id: label }, question),
      el("div", { class: "buttons" }, refuse, accept));
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (before?.isConnected) before.focus();
      settle(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
    (danger ? refuse : accept).focus();
  });
}
