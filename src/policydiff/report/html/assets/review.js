// Deciding on a row: the form that is put into it, and the list of what was decided.

const form = byId("decide");
const PICKS = 20;
let deciding = null;

/** Put the form into a row and fill it with what was decided there before. */
function decide(row) {
  closePanels();
  deciding = row;
  const before = decisions.get(row.id);
  form.reset();
  byId("decide-title").textContent = say("decide", { key: row.querySelector("h4").textContent });
  offer(row);
  form.elements.by.value = byId("by").value;
  form.elements.why.value = before ? before.why : "";
  if (before) form.elements.verdict.value = before.verdict;
  else if (row.classList.contains("alone")) form.elements.verdict.value = "relinked";
  const sides = before && before.verdict === "relinked" ? before : sidesOf(row);
  for (const side of ["left", "right"]) fillPicks(side, sides[side]);
  fault("");
  row.append(form);
  form.hidden = false;
  verdictChosen();
  (form.querySelector("label:not([hidden]) > input:checked") || form.querySelector("label:not([hidden]) > input")).focus();
  form.scrollIntoView({ block: "nearest" });
}

/** The verdicts that make sense of a row: a measure alone can be linked, or told from what comes nearest. */
function offer(row) {
  const alone = row.classList.contains("alone");
  const nearest = row.dataset.nearest;
  for (const label of form.querySelectorAll("[data-verdict]")) {
    const { verdict } = label.dataset;
    label.hidden = alone && !(verdict === "relinked" || (verdict === "unrelated" && nearest));
    const words = label.querySelector("span");
    if (verdict === "unrelated") {
      label.dataset.words = label.dataset.words || words.textContent;
      words.textContent = alone && nearest ? say("nearest", { measure: nearest }) : label.dataset.words;
    }
  }
}

const verdictChosen = () => (form.querySelector(".relink").hidden = form.elements.verdict.value !== "relinked");
const fault = (text) => (form.querySelector(".fault").textContent = text);
const picker = (side) => form.querySelector(`[data-picker="${side}"]`);
const picks = (side) => [...picker(side).querySelectorAll("li")].map((item) => item.dataset.measure);

/** The beginning of a measure's words. */
function headOf(side, id) {
  const text = [...byId(`${told[side].label}/${id}`).querySelectorAll("p")].map((one) => one.textContent).join(" ");
  return text.length > 30 ? `${text.slice(0, 30)}…` : text;
}

function fillPicks(side, ids) {
  picker(side).querySelector("ul").replaceChildren();
  picker(side).querySelector("input").value = "";
  ids.forEach((id) => addPick(side, id));
}

function addPick(side, id) {
  if (picks(side).includes(id)) return;
  const item = element("li", `${id} ${headOf(side, id)} `);
  item.dataset.measure = id;
  const button = element("button", "×", { type: "button", "aria-label": say("remove", { what: id }) });
  button.addEventListener("click", () => {
    item.remove();
    picker(side).querySelector("input").focus();
  });
  item.append(button);
  picker(side).querySelector("ul").append(item);
}

/** The ids of all measures of a side, in the order of the page. */
const allIds = (side) => [...new Set((side === "left" ? leftLevel : rightLevel).ids)];

/** Offer the measures that begin with the number, or have the words, that were typed. */
function suggest(side) {
  const typed = picker(side).querySelector("input").value.trim();
  const finds = finder(typed);
  const has = (id) => id.startsWith(typed) || finds(fold(byId(`${told[side].label}/${id}`).textContent));
  const found = typed ? allIds(side).filter(has).sort((one, other) => other.startsWith(typed) - one.startsWith(typed)) : [];
  const options = found.slice(0, PICKS).map((id) => element("option", "", { value: `${id} ${headOf(side, id)}` }));
  picker(side).querySelector("datalist").replaceChildren(...options);
}

/** Take the measures that were typed: numbers, or one that was offered. False where there is no such measure. */
function takeTyped(side) {
  const input = picker(side).querySelector("input");
  const typed = input.value.trim();
  if (!typed) return true;
  const offered = [...picker(side).querySelectorAll("option")].some((option) => option.value === typed);
  const ids = offered ? [typed.split(" ")[0]] : typed.split(/[\s,，、;；+]+/u).filter(Boolean);
  const missing = ids.find((id) => !byId(`${told[side].label}/${id}`));
  if (missing) {
    fault(say("no-measure", { measure: missing, name: told[side].name }));
    return false;
  }
  ids.forEach((id) => addPick(side, id));
  input.value = "";
  fault("");
  return true;
}

/** What the form says, or null with the reason told. */
function decisionOf(row) {
  const verdict = form.elements.verdict.value;
  const { why, by } = form.elements;
  const decision = { verdict, ...sidesOf(row), why: why.value.trim(), by: by.value.trim(), when: today() };
  if (verdict === "relinked") {
    if (!takeTyped("left") || !takeTyped("right")) return null;
    Object.assign(decision, { left: picks("left"), right: picks("right") });
    if (isSameLink(decision, sidesOf(row))) {
      fault(say("no-change"));
      return null;
    }
  } else if (row.classList.contains("alone") && verdict) {
    decision[decision.left.length ? "right" : "left"] = [row.dataset.nearest];
  }
  const reason = objection(row, decision);
  fault(reason);
  return reason ? null : decision;
}

/** Why a decision cannot be kept; nothing if it can. */
function objection(row, decision) {
  if (!decision.verdict) return say("no-verdict");
  if (!decision.left.length || !decision.right.length) return say("both-sides");
  return contradiction(row, decision);
}

/** Today as the reader's calendar has it. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

function stopDeciding() {
  form.hidden = true;
  if (deciding) focusRow(deciding);
  deciding = null;
}

/** What a decision says, in words. */
function toldOf(row, decision) {
  return answersOf(row, decision)
    .map((answer) => `${answer.left.join("+")} → ${answer.right.join("+")} ${told.verdicts[answer.verdict]}`)
    .join("; ");
}

/** Show what is decided: in the list, in the bar, and on the rows. */
function showDecisions() {
  document.querySelectorAll("[data-answer]").forEach((row) => {
    row.removeAttribute("data-answer");
    row.querySelector(".answer").remove();
  });
  byId("answers").replaceChildren(...[...decisions].map(([key, decision]) => decisionItem(byId(key), decision)));
  byId("decided").textContent = decisions.size;
  byId("download").disabled = !decisions.size;
  byId("kept").textContent = !decisions.size ? say("none") : isKept ? say("kept") : say("not-kept");
}

function decisionItem(row, decision) {
  const words = toldOf(row, decision);
  row.dataset.answer = decision.verdict;
  row.querySelector(".head h4").after(element("span", say("decided", { verdict: words }), { class: "answer" }));
  const item = element("li");
  item.append(element("a", row.querySelector("h4").textContent, { href: `#${row.id}` }), ` ${words}`);
  const by = [decision.by, decision.why].filter(Boolean).join(": ");
  if (by) item.append(" ", element("small", by));
  const button = element("button", say("take-back"), { type: "button", "aria-label": `${say("take-back")}: ${row.id}` });
  button.addEventListener("click", () => {
    decisions.delete(row.id);
    keep();
    showDecisions();
    byId("decisions-button").focus();
  });
  item.append(button);
  return item;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!deciding) return;
  const decision = decisionOf(deciding);
  if (!decision) return;
  decisions.set(deciding.id, decision);
  if (decision.by) byId("by").value = decision.by;
  keep();
  showDecisions();
  stopDeciding();
});
form.addEventListener("change", (event) => {
  if (event.target.name === "verdict") verdictChosen();
  const box = event.target.closest("[data-picker]");
  if (box) takeTyped(box.dataset.picker);
});
form.addEventListener("input", (event) => {
  const box = event.target.closest("[data-picker]");
  if (box) suggest(box.dataset.picker);
});
form.addEventListener("keydown", (event) => {
  const box = event.target.closest("[data-picker]");
  if (box && event.key === "Enter" && event.target.matches("input") && event.target.value.trim()) {
    event.preventDefault();
    takeTyped(box.dataset.picker);
  }
});
form.querySelector("[data-cancel]").addEventListener("click", stopDeciding);
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-review]");
  if (button) decide(button.closest(".row"));
});
byId("download").addEventListener("click", () => {
  download();
  showDecisions();
});
byId("by").addEventListener("change", keep);
byId("file").textContent = fileName();
