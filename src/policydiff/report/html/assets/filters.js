// What is picked, which rows that shows, and how it is told and kept in the address.

/** What is picked: values by facet, least and most confidence, doubtful ones, a query. */
const NOTHING_PICKED = () => ({ values: new Map(), least: "", most: "", doubtful: false, q: "" });
const ALIASES = new Map([
  ["left", ["linked", "left-only"]],
  ["right", ["linked", "right-only"]],
]);

let picked = NOTHING_PICKED();
const shown = new Uint8Array(rows.length).fill(1);

/** The facets of a level of which something is picked: the codes of each item, and whether a code is picked. */
function wantedOf(items) {
  const wanted = [];
  for (const [facet, codes] of items.codes) {
    const values = picked.values.get(facet === "counted" ? "relation" : facet);
    if (!values || !values.size) continue;
    const known = FACETS.get(facet === "counted" ? "relation" : facet) || [];
    const flags = new Uint8Array(NO_CODE + 1);
    known.forEach((value, code) => values.has(value) && (flags[code] = 1));
    wanted.push({ facet, codes, flags });
  }
  return wanted;
}

const fits = (wanted, item) => wanted.every(({ codes, flags }) => flags[codes[item]]);

/** Which rows are shown: those with an item that fits, on each level of which something is picked. */
function matching() {
  const found = new Uint8Array(rows.length).fill(1);
  for (const items of levels) {
    const wanted = wantedOf(items).filter(({ facet }) => facet !== "counted");
    if (!wanted.length) continue;
    const hit = new Uint8Array(rows.length);
    items.owner.forEach((row, item) => fits(wanted, item) && (hit[row] = 1));
    hit.forEach((is, row) => is || (found[row] = 0));
  }
  const [least, most] = [picked.least, picked.most].map((value) => (value === "" ? NaN : Number(value)));
  const finds = picked.q.trim() ? finder(picked.q) : null;
  for (let row = 0; row < rows.length; row++) {
    if (!found[row]) continue;
    const low = !Number.isNaN(least) && !(sureness[row] >= least);
    const high = !Number.isNaN(most) && !(sureness[row] <= most);
    if (low || high || (picked.doubtful && !doubts[row]) || (finds && !finds(foldedRow(row)))) found[row] = 0;
  }
  return found;
}

/** How many measures of a side stand in rows that are shown; what is picked of measures is asked of each. */
function measuresShown(items, found) {
  const wanted = wantedOf(items);
  const ids = new Set();
  items.owner.forEach((row, item) => {
    if (found[row] && fits(wanted, item)) ids.add(items.ids[item]);
  });
  return ids.size;
}

const ALL = { rows: rows.length, left: new Set(leftLevel.ids).size, right: new Set(rightLevel.ids).size };

/** Show the rows that fit and hide the others; only what changes is touched. */
function apply() {
  const found = matching();
  let count = 0;
  found.forEach((is, row) => {
    count += is;
    if (is !== shown[row]) rows[row].hidden = !is;
    shown[row] = is;
  });
  for (const group of groups) showGroup(group, found.subarray(group.at, group.end));
  for (const list of lists) list.querySelector(".nothing").hidden = !!list.querySelector(".group:not([hidden])");
  tellShown(count, found);
  tellPicked();
}

const lists = [...document.querySelectorAll(".list")];
const groups = [...document.querySelectorAll(".group")].map((group) => {
  const inside = group.querySelectorAll(".row");
  const at = places.get(inside[0]);
  const count = group.querySelector("h3 > span");
  return { group, at, end: at + inside.length, count, all: count.textContent };
});

/** Show a heading with how many of its rows are shown; hide it if there are none. */
function showGroup({ group, count, all }, found) {
  const left = found.reduce((sum, is) => sum + is, 0);
  group.hidden = !left;
  count.textContent = left === found.length ? all : `${left}/${found.length}`;
}

function tellShown(count, found) {
  const values = {
    rows: count, allRows: ALL.rows,
    left: measuresShown(leftLevel, found), allLeft: ALL.left, leftName: told.left.name,
    right: measuresShown(rightLevel, found), allRight: ALL.right, rightName: told.right.name,
  };
  byId("live").textContent = (count ? "" : say("nothing-shown") + " ") + say("shown", values);
}

/** What is picked, as buttons that take it back. */
function tellPicked() {
  const chosen = byId("chosen");
  chosen.replaceChildren();
  const add = (what, drop) => {
    const button = element("button", `${what} ×`, { type: "button", "aria-label": say("remove", { what }) });
    button.addEventListener("click", () => {
      drop();
      pickedAnew();
      byId("clear").focus();
    });
    const item = element("li");
    item.append(button);
    chosen.append(item);
  };
  for (const input of filters.querySelectorAll("[data-facet] input:checked")) {
    const set = input.closest("fieldset");
    const what = `${set.querySelector("legend").textContent}: ${input.nextElementSibling.textContent}`;
    add(what, () => picked.values.get(set.dataset.facet).delete(input.value));
  }
  if (picked.least !== "") add(`≥ ${picked.least}`, () => (picked.least = ""));
  if (picked.most !== "") add(`≤ ${picked.most}`, () => (picked.most = ""));
  if (picked.doubtful) add(byId("doubtful").nextElementSibling.textContent, () => (picked.doubtful = false));
  if (picked.q.trim()) add(`“${picked.q.trim()}”`, () => (picked.q = ""));
  byId("clear").hidden = !chosen.children.length;
}

const filters = byId("filters");

/** Put what is picked into the controls. */
function showPicked() {
  for (const input of filters.querySelectorAll("[data-facet] input")) {
    const values = picked.values.get(input.closest("fieldset").dataset.facet);
    input.checked = !!values && values.has(input.value);
  }
  if (byId("q").value !== picked.q) byId("q").value = picked.q;
  byId("least").value = picked.least;
  byId("most").value = picked.most;
  byId("doubtful").checked = picked.doubtful;
}

/** Take over what the controls say. */
function readControls() {
  picked = NOTHING_PICKED();
  for (const input of filters.querySelectorAll("[data-facet] input:checked")) {
    const { facet } = input.closest("fieldset").dataset;
    if (!picked.values.has(facet)) picked.values.set(facet, new Set());
    picked.values.get(facet).add(input.value);
  }
  Object.assign(picked, {
    q: byId("q").value, least: byId("least").value, most: byId("most").value, doubtful: byId("doubtful").checked,
  });
}

/** What is picked as the end of an address: `?uptake=narrowed&q=港澳`. */
function fragment() {
  const plain = (text) => text.replace(/[%&+=#\s]/g, encodeURIComponent);
  const parts = [...picked.values].flatMap(([facet, values]) => [...values].map((value) => `${facet}=${plain(value)}`));
  for (const name of ["least", "most", "q"]) if (picked[name].trim() !== "") parts.push(`${name}=${plain(picked[name].trim())}`);
  if (picked.doubtful) parts.push("doubtful=1");
  return parts.length ? `?${parts.join("&")}` : "";
}

/** What an address says is picked; facets and values that there are not are passed over. */
function pickedIn(query) {
  const found = NOTHING_PICKED();
  for (const [name, value] of new URLSearchParams(query)) {
    if (name === "doubtful") found.doubtful = value === "1";
    else if (name === "q") found.q = value;
    else if (name === "least" || name === "most") found[name] = value !== "" && value >= 0 && value <= 1 ? value : "";
    else if (FACETS.has(name)) {
      const values = name === "side" && ALIASES.has(value) ? ALIASES.get(value) : [value];
      const known = values.filter((one) => FACETS.get(name).includes(one));
      found.values.set(name, new Set([...(found.values.get(name) || []), ...known]));
    }
  }
  return found;
}

/** Where nothing is picked, the address of what is looked at stays. */
function keepAddress() {
  const wanted = fragment();
  if (!wanted && !location.hash.startsWith("#?")) return;
  try {
    history.replaceState(history.state, "", `#${wanted}`);
  } catch {
    /* an address that cannot be set is no reason to stop */
  }
}

/** After what is picked was changed by other than the controls. */
function pickedAnew() {
  showPicked();
  apply();
  keepAddress();
}

function clearPicked() {
  picked = NOTHING_PICKED();
  pickedAnew();
}

/** After the controls were used. */
function controlsUsed() {
  readControls();
  apply();
  keepAddress();
}

let typing = 0;
filters.addEventListener("input", controlsUsed);
filters.addEventListener("submit", (event) => event.preventDefault());
byId("q").addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(controlsUsed, 80);
});
byId("clear").addEventListener("click", () => {
  clearPicked();
  byId("q").focus();
});
