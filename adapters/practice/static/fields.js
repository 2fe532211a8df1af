// The fields of a form: one native control, or a group of them, for each question.

import { el, freshId } from "./dom.js";
import { say } from "./words.js";

const FEW = 5;
const SHORT_TEXT = 80;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

// Gives { element, name, more, read(), fail(text), focus() }.
export function drawField(field, language) {
  const grouped = field.kind === "choices" || (field.kind === "choice" && field.required && field.options.length <= FEW);
  const ids = { control: freshId("field"), hint: freshId("hint"), error: freshId("error") };
  const error = el("p", { class: "error", id: ids.error });
  const hint = field.hint ? el("p", { class: "field-hint", id: ids.hint }, field.hint) : null;
  const label = [field.label, field.required ? null : el("span", { class: "optional" }, ` (${say(language, "optional")})`)];
  const control = grouped ? group(field, ids) : single(field, ids, language);
  const parts = [hint, error, control.nodes];
  // Of a group, radio buttons are required and wrong together; ticks cannot be either, but for each one.
  const radios = grouped && field.kind === "choice";
  const element = grouped
    ? el("fieldset", { class: "field", role: radios ? "radiogroup" : null, "aria-required": radios ? "true" : null },
      el("legend", {}, label), parts)
    : el("div", { class: "field" }, el("label", { for: ids.control }, label), parts);
  const described = control.described || element;

  function fail(text) {
    error.textContent = text;
    element.classList.toggle("wrong", Boolean(text));
    const about = [hint && ids.hint, text && ids.error].filter(Boolean).join(" ");
    if (about) described.setAttribute("aria-describedby", about);
    else described.removeAttribute("aria-describedby");
    for (const node of radios ? [element] : control.inputs) {
      if (text) node.setAttribute("aria-invalid", "true");
      else node.removeAttribute("aria-invalid");
    }
  }

  fail(field.error);
  return { element, name: field.name, more: field.more, read: control.read, fail, focus: () => control.inputs[0]?.focus() };
}

function single(field, ids, language) {
  if (field.kind === "choice") return select(field, ids, language);
  const value = field.value.join(" ");
  const required = field.required ? "true" : null;
  // A day that was typed in words would be thrown away by a date control.
  if (field.kind === "date" && (!value || DAY.test(value))) {
    const input = el("input", { type: "date", id: ids.control, "aria-required": required, value });
    return one(input, [input]);
  }
  const long = field.kind === "text" && field.longest > SHORT_TEXT;
  const input = el(long ? "textarea" : "input", {
    id: ids.control, "aria-required": required, rows: long ? 3 : null, type: long ? null : "text", autocomplete: "off",
  });
  input.value = value;
  if (field.kind !== "text") return one(input, [input]);
  const count = el("p", { class: "length" });
  const measure = () => {
    const length = [...input.value].length;
    count.textContent = length > field.longest * 0.8 ? say(language, "length", { count: length, longest: field.longest }) : "";
  };
  input.addEventListener("input", measure);
  measure();
  return one(input, [input, count]);
}

function one(input, nodes) {
  return { inputs: [input], nodes, described: input, read: () => (input.value.trim() ? [input.value] : []) };
}

function select(field, ids, language) {
  const nothing = say(language, field.required ? "choose" : "nothing-chosen");
  const input = el("select", { id: ids.control, "aria-required": field.required ? "true" : null },
    el("option", { value: "" }, nothing),
    field.options.map((option) => el("option", { value: option.value }, option.label)));
  if (field.options.some((option) => option.value === field.value[0])) input.value = field.value[0];
  return one(input, [input]);
}

function group(field, ids) {
  const type = field.kind === "choices" ? "checkbox" : "radio";
  const name = ids.control;
  const inputs = field.options.map((option) => {
    const input = el("input", { type, name, value: option.value });
    input.checked = field.value.includes(option.value);
    return input;
  });
  const choices = field.options.map((option, at) => el("label", { class: "choice" }, inputs[at], el("span", {}, option.label)));
  const nodes = el("div", { class: "choices" }, choices);
  return { inputs, nodes, read: () => inputs.filter((input) => input.checked).map((input) => input.value) };
}
