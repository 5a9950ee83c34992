// The rows of the page, and what they can be picked by, in arrays that are filled once.
//
// A level holds items of one sort: rows, the measures of either side, changes, bodies. Each item has one row and one
// value of each facet of its level, so that what is picked of a level is picked of one and the same item: a change that
// is of a kind and of a direction.

/** Values of the facets, as they stand in the filters: the place of a value is its code. */
const FACETS = new Map(
  [...document.querySelectorAll("#filters [data-facet]")].map((set) => [
    set.dataset.facet,
    [...set.querySelectorAll("input")].map((input) => input.value),
  ]),
);
const NO_CODE = 0xffff;

const rows = [...document.querySelectorAll(".row")];
const places = new Map(rows.map((row, at) => [row, at]));

/** The code of a value; NO_CODE where there is none. */
function coder(facet) {
  const codes = new Map((FACETS.get(facet) || []).map((value, code) => [value, code]));
  return (value) => (codes.has(value) ? codes.get(value) : NO_CODE);
}

/** Values that stand as places in the filters already. */
const asPlace = (value) => Number(value);

/**
 * A level of all elements that a selector finds. An attribute of theirs holds the values, one behind the other; `names`
 * says of which facet each is: null for none.
 */
function level(selector, attribute, names, coders = {}) {
  const found = [...document.querySelectorAll(selector)];
  const items = { owner: new Int32Array(found.length), codes: new Map(), ids: [] };
  const facets = names.map((name) => name && [new Uint16Array(found.length).fill(NO_CODE), coders[name] || coder(name)]);
  names.forEach((name, at) => name && items.codes.set(name, facets[at][0]));
  found.forEach((one, at) => {
    items.owner[at] = places.get(one.closest(".row"));
    const values = one.dataset[attribute].split(" ");
    items.ids.push(values[0]);
    values.forEach((value, place) => facets[place] && (facets[place][0][at] = facets[place][1](value)));
  });
  return items;
}

/** The level of bodies, of which a row names any number. */
function bodyLevel() {
  const named = rows.flatMap((row, at) => row.dataset.bodies.split(" ").filter(Boolean).map((body) => [at, Number(body)]));
  return {
    owner: Int32Array.from(named, ([row]) => row),
    codes: new Map([["body", Uint16Array.from(named, ([, body]) => body)]]),
  };
}

const leftLevel = level("[data-left]", "left", [null, "section-left", "uptake", "applicability", "counted"], {
  "section-left": asPlace,
  counted: coder("relation"),
});
const rightLevel = level("[data-right]", "right", [null, "section-right"], { "section-right": asPlace });
const levels = [
  level(".row", "row", ["side", "relation", "standing"]),
  leftLevel,
  rightLevel,
  level("[data-change]", "change", ["kind", "direction", "severity"]),
  bodyLevel(),
];
const sureness = Float32Array.from(rows, (row) => (row.dataset.sure === undefined ? NaN : Number(row.dataset.sure)));
const doubts = Uint8Array.from(rows, (row) => (row.hasAttribute("data-doubtful") ? 1 : 0));

/** The words of a printed part; the name of a column is none of them. */
const wordsOf = (part) => (part.className === "k" ? part.textContent.replace(/^[^:：]*[:：]\s*/u, "") : part.textContent);

/** The folded words of each row, made when they are first asked for. */
const folded = new Array(rows.length);
function foldedRow(at) {
  if (folded[at] === undefined) {
    const parts = [];
    for (const measure of rows[at].querySelectorAll(".m")) {
      parts.push((measure.dataset.left || measure.dataset.right).split(" ", 1)[0]);
      for (const part of measure.querySelectorAll("p")) parts.push(wordsOf(part));
    }
    folded[at] = parts.map(fold).join("\n");
  }
  return folded[at];
}

/** Fold the rows while nobody waits. */
function foldAhead(at = 0) {
  const wait = window.requestIdleCallback || ((work) => setTimeout(() => work({ timeRemaining: () => 8 }), 30));
  wait((idle) => {
    while (at < rows.length && idle.timeRemaining() > 1) foldedRow(at++);
    if (at < rows.length) foldAhead(at);
  });
}
