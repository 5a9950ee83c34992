// Panels, the help, and what the keys do. Nothing is done while a reader types.

const PANELS = [
  [byId("filters"), byId("filters-button")],
  [byId("decisions"), byId("decisions-button")],
];
const help = byId("help");
let current = null;

function togglePanel(panel, open = panel.hidden) {
  for (const [one, button] of PANELS) {
    one.hidden = one !== panel || !open;
    button.setAttribute("aria-expanded", String(!one.hidden));
  }
  if (open) (panel.querySelector("input:not([disabled])") || panel).focus();
}

function closePanels() {
  const open = PANELS.find(([panel]) => !panel.hidden);
  if (!open) return false;
  const held = open[0].contains(document.activeElement);
  togglePanel(open[0], false);
  if (held) open[1].focus();
  return true;
}

/** Make a row the one that keys act on. */
function focusRow(row, scroll = false) {
  current = row;
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
  if (scroll) row.scrollIntoView({ block: "nearest" });
}

/** The next row that is shown, forth or back; from where the reader looks if none was chosen yet. */
function step(by) {
  const from = current && !current.hidden ? places.get(current) : firstInSight() - (by > 0 ? 1 : 0);
  for (let at = from + by; at >= 0 && at < rows.length; at += by) {
    if (shown[at]) return focusRow(rows[at], true);
  }
}

function firstInSight() {
  const top = byId("bar").getBoundingClientRect().bottom;
  const at = rows.findIndex((row, place) => shown[place] && row.getBoundingClientRect().bottom > top);
  return at < 0 ? rows.length : at;
}

function openEvidence() {
  if (!current || current.hidden) return false;
  const evidence = current.querySelector(".evidence");
  evidence.open = !evidence.open;
  return true;
}

const ON_KEY = {
  "/": () => byId("q").focus(),
  j: () => step(1),
  k: () => step(-1),
  f: () => togglePanel(byId("filters")),
  o: openEvidence,
  r: () => current && !current.hidden && decide(current),
  "?": () => help.showModal(),
};

const isTyping = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

function dismiss() {
  if (help.open) return;
  if (!form.hidden && form.contains(document.activeElement)) stopDeciding();
  else if (!closePanels() && document.activeElement) document.activeElement.blur();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape") return dismiss();
  if (isTyping(event.target) || help.open || !byId("keys").checked) return;
  const act = event.key === "Enter" ? event.target === current && openEvidence : ON_KEY[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
document.addEventListener("focusin", (event) => {
  const row = event.target.closest && event.target.closest(".row");
  if (row) current = row;
});
document.addEventListener("click", (event) => {
  const row = event.target.closest(".row");
  if (row) current = row;
  else if (!event.target.closest("#bar, dialog") && event.target.isConnected) closePanels();
});
for (const [panel, button] of PANELS) button.addEventListener("click", () => togglePanel(panel));
byId("help-button").addEventListener("click", () => help.showModal());
