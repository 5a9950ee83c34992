"use strict";
// How texts are searched: without punctuation and white space, full and half width alike. Numbers stay apart.

const told = JSON.parse(document.getElementById("told").textContent);

/** An element of the page, by its id. */
const byId = (id) => document.getElementById(id);

/** The words called `name`, with the values put in. */
function say(name, values = {}) {
  return told.words[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

/** A new element with a text, which is never taken for markup. */
function element(name, text = "", attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** A text as it is searched. */
function fold(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(\d)[\p{P}\p{S}\p{Z}\s]+(?=\d)/gu, "$1|")
    .replace(/[\p{P}\p{Z}\p{C}\s]/gu, "");
}

/** What tells whether a folded text has all words of a query; a number is found as a whole one alone. */
function finder(query) {
  const terms = query.trim().split(/\s+/u).map(fold).filter(Boolean);
  const tests = terms.map((term) => {
    if (!/^\d+$/.test(term)) return (text) => text.includes(term);
    const whole = new RegExp(`(?<!\\d)${term}(?!\\d)`, "u");
    return (text) => whole.test(text);
  });
  return (text) => tests.every((test) => test(text));
}
