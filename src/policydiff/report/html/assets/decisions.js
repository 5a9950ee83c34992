// The decisions that are taken in the page: what they say of pairs, whether they agree, and the file for `review --import`.

const STORE = `policydiff review ${told.left.id} ${told.right.id} ${told.digest}`;
/** By key of the row: {verdict, left, right, why, by, when}; the measures are those that belong together from now on. */
const decisions = new Map();
let downloaded = "";
let isKept = false;

const idsOf = (row, side) => [...row.querySelectorAll(`[data-${side}]`)].map((one) => one.dataset[side].split(" ")[0]);
const sidesOf = (row) => ({ left: idsOf(row, "left"), right: idsOf(row, "right") });
const isSame = (one, other) => one.length === other.length && one.every((id) => other.includes(id));
const isSameLink = (one, other) => isSame(one.left, other.left) && isSame(one.right, other.right);

/** What a decision on a row says, as answers that each speak of every pair of their measures. */
function answersOf(row, decision) {
  if (decision.verdict !== "relinked") return [{ verdict: decision.verdict, left: decision.left, right: decision.right }];
  const before = sidesOf(row);
  return [...noLonger(before, decision), { verdict: "linked", left: decision.left, right: decision.right }];
}

/** The pairs of a link that do not hold any more, as few answers. */
function noLonger(before, after) {
  if (!before.left.length || !before.right.length) return [];
  const stays = before.left.filter((id) => after.left.includes(id));
  const goes = before.left.filter((id) => !stays.includes(id));
  const left = before.right.filter((id) => !after.right.includes(id));
  if (!stays.length || left.length === before.right.length) return [{ verdict: "unrelated", ...before }];
  const parts = [
    { verdict: "unrelated", left: goes, right: before.right },
    { verdict: "unrelated", left: stays, right: left },
  ];
  return parts.filter((part) => part.left.length && part.right.length);
}

/** Whether two answers can both hold. */
function agree(one, other) {
  const shares = one.left.some((id) => other.left.includes(id)) && one.right.some((id) => other.right.includes(id));
  if (!shares) return true;
  if (one.verdict === "unrelated" || other.verdict === "unrelated") return one.verdict === other.verdict;
  return one.verdict === other.verdict && isSameLink(one, other);
}

/** What contradicts a decision: another one in the page, or one that was taken before and that it does not replace. */
function contradiction(row, decision) {
  const answers = answersOf(row, decision);
  for (const [key, other] of decisions) {
    if (key === row.id) continue;
    const others = answersOf(byId(key), other);
    if (answers.some((one) => others.some((two) => !agree(one, two)))) return say("contradicts", { key });
  }
  for (const decided of document.querySelectorAll("[data-decided]")) {
    const known = { verdict: "linked", ...sidesOf(decided) };
    if (answers.some((one) => isSameLink(one, known))) continue; // it takes its place
    if (answers.some((one) => !agree(one, known))) return say("decided-before", { key: decided.id });
  }
  return "";
}

/** A measure as a decision names it: with its words as printed, so that it holds for no others. */
function named(side, id) {
  const measure = byId(`${told[side].label}/${id}`);
  const printed = (name) => {
    const field = measure.querySelector(`p.${name}`);
    if (!field) return null;
    return field.dataset.printed ? JSON.parse(field.dataset.printed) : field.textContent;
  };
  return { measure: id, title: printed("title"), text: printed("text") };
}

/** The file that `review --import` takes. */
function reviewFile() {
  const answers = [...decisions].flatMap(([key, decision]) =>
    answersOf(byId(key), decision).map((answer) => ({
      verdict: answer.verdict,
      left: answer.left.map((id) => named("left", id)),
      right: answer.right.map((id) => named("right", id)),
      by: decision.by || byId("by").value.trim() || null,
      when: decision.when,
      why: decision.why || null,
    })),
  );
  return `${JSON.stringify({ format: 1, left: told.left.id, right: told.right.id, decisions: answers }, null, 2)}\n`;
}

const fileName = () => `review-${told.left.id}--${told.right.id}.json`;

function download() {
  const address = URL.createObjectURL(new Blob([reviewFile()], { type: "application/json" }));
  const link = element("a", "", { href: address, download: fileName() });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  downloaded = stateOf();
  keep();
}

/** Keep what is decided in the browser, where it lets us. */
function keep() {
  try {
    localStorage.setItem(STORE, JSON.stringify({ by: byId("by").value, downloaded, decisions: [...decisions] }));
    isKept = true;
  } catch {
    isKept = false;
  }
}

/** Take up what was kept; what does not fit this page is passed over. */
function restore() {
  try {
    const kept = JSON.parse(localStorage.getItem(STORE) || "null");
    isKept = true;
    if (!kept) return;
    byId("by").value = String(kept.by || "");
    downloaded = String(kept.downloaded || "");
    for (const [key, decision] of kept.decisions) if (isSound(key, decision)) decisions.set(key, decision);
  } catch {
    /* nothing was kept, or nothing can be */
  }
}

function isSound(key, decision) {
  const row = byId(key);
  const there = (side) => decision[side].length && decision[side].every((id) => byId(`${told[side].label}/${id}`));
  return row && places.has(row) && ["linked", "partial", "unrelated", "relinked"].includes(decision.verdict) && there("left") && there("right");
}

const stateOf = () => JSON.stringify([...decisions]);
const isUnsaved = () => decisions.size > 0 && stateOf() !== downloaded;

window.addEventListener("beforeunload", (event) => {
  if (!isUnsaved()) return;
  event.preventDefault();
  event.returnValue = true;
});
