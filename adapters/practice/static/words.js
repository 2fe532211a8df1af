// The page's own words, in the language of whoever they are shown to.

const LANGUAGES = ["es", "en", "fr"];
let catalogue = {};

export function setWords(words) {
  catalogue = words;
}

function known(language) {
  const stem = String(language).toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.includes(stem) ? stem : null;
}

// The frame of the page belongs to no seat: it speaks the browser's language.
export function frameLanguage() {
  return (navigator.languages || []).map(known).find(Boolean) || "es";
}

// The nearest language we have words in.
export function ours(language) {
  return known(language) || "es";
}

// From a text in several languages, the one for this reader.
export function inLanguage(texts, language) {
  return texts[language] || texts[ours(language)] || texts.es || Object.values(texts)[0] || "";
}

export function say(language, key, values = {}) {
  const words = catalogue[ours(language)][key];
  return words.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

export function names(language, list) {
  return new Intl.ListFormat(ours(language), { type: "conjunction" }).format(list);
}

// The hour where the reader is, with the date unless it is today's.
export function shortTime(language, iso) {
  const at = new Date(iso);
  const today = at.toDateString() === new Date().toDateString();
  const day = today ? {} : { day: "numeric", month: "short" };
  return new Intl.DateTimeFormat(ours(language), { ...day, hour: "2-digit", minute: "2-digit" }).format(at);
}

export function longTime(language, iso) {
  return new Intl.DateTimeFormat(ours(language), { dateStyle: "full", timeStyle: "long" }).format(new Date(iso));
}
