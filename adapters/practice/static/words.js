// The page's own words, in the language of whoever they are shown to.

import { now } from "./clock.js";

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

// The hour where the reader is, with the day unless it is today.
export function shortTime(language, iso) {
  const at = new Date(iso);
  const today = at.toDateString() === now().toDateString();
  const day = today ? {} : { weekday: "short", day: "numeric", month: "short" };
  return new Intl.DateTimeFormat(ours(language), { ...day, hour: "2-digit", minute: "2-digit" }).format(at);
}

export function longTime(language, iso) {
  return new Intl.DateTimeFormat(ours(language), { dateStyle: "full", timeStyle: "long" }).format(new Date(iso));
}

// A day with its weekday, and a time, somewhere; with the year where it is wanted.
export function dayAndTime(language, moment, zone, year = false) {
  const day = { weekday: "short", day: "numeric", month: "short", ...(year ? { year: "numeric" } : {}) };
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return new Intl.DateTimeFormat(ours(language), { ...day, ...time, timeZone: zone }).format(new Date(moment));
}

// How far a zone is from UTC at a moment, as the bot writes it.
export function zoneName(moment, zone) {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts(new Date(moment));
  return parts.find((part) => part.type === "timeZoneName").value.replace("GMT", "UTC").replace("-", "−");
}

// A length in days, hours and minutes, as far as there are any.
export function lengthOf(language, seconds) {
  const minutes = Math.round(seconds / 60);
  const units = { day: Math.floor(minutes / 1440), hour: Math.floor(minutes / 60) % 24, minute: minutes % 60 };
  const told = Object.entries(units).filter(([, count]) => count).map(([unit, count]) =>
    new Intl.NumberFormat(ours(language), { style: "unit", unit, unitDisplay: "short" }).format(count));
  return names(language, told);
}
