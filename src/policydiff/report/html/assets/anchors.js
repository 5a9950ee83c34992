// Links to measures, rows and lists: what they lead to is shown, even if it is folded or filtered out.

let marked = null;

/** Show an element: unfold what it is in, take back a filter that hides it, mark it, go there. */
function reveal(target) {
  closePanels();
  const row = target.closest(".row");
  if (row && row.hidden) {
    picked = NOTHING_PICKED();
    showPicked();
    apply();
  }
  for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  if (marked) marked.classList.remove("marked");
  marked = target.matches(".m, .t, .row") ? target : null;
  if (marked) marked.classList.add("marked");
  if (row) focusRow(row);
  goTo(target);
}

/** Rows that were never drawn have no height yet: where it is, is known once what is above has been drawn. */
function goTo(target) {
  const go = () => target.scrollIntoView({ block: "start" });
  go();
  requestAnimationFrame(() => {
    go();
    requestAnimationFrame(go);
  });
}

/** Do what the address says: pick, or go to. */
function follow() {
  let said = location.hash.slice(1);
  try {
    said = decodeURIComponent(said);
  } catch {
    /* it is taken as it stands */
  }
  if (location.hash.startsWith("#?")) {
    picked = pickedIn(location.hash.slice(2));
    showPicked();
    apply();
    return;
  }
  const target = said && (byId(said) || byId(`text/${said}`)); // of two readings of one source not all measures are rows
  if (target) reveal(target);
}

/** A count was clicked: pick what it counts and go to the list. */
function followQuery(link) {
  picked = pickedIn(link.dataset.query);
  pickedAnew();
  closePanels();
  const first = rows[shown.indexOf(1)];
  const list = first ? first.closest(".list") : byId("comparison");
  list.querySelector("h2").scrollIntoView({ block: "start" });
  if (first) focusRow(first, true);
}

/** The link of a measure was clicked: it is in the address now; put it where it can be pasted from, too. */
async function copyLink(link) {
  const address = link.href;
  let done = false;
  try {
    await navigator.clipboard.writeText(address);
    done = true;
  } catch {
    /* not allowed here */
  }
  byId("live").textContent = say(done ? "copied" : "address", { link: decodeURI(address.slice(address.indexOf("#"))) });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  if (link.dataset.query) {
    event.preventDefault();
    followQuery(link);
  } else if (link.matches(".m > a")) {
    copyLink(link);
  }
  if (link.hash && link.hash === location.hash) follow(); // the address does not change, but the reader wants to go there
});
window.addEventListener("hashchange", follow);
