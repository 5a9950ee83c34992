"use strict";
// Search and filters of families and lines, and links that open what they lead to. Without it everything can be read.
(() => {
  const form = document.querySelector("form.filters");
  const output = form.querySelector("output");
  const items = [...document.querySelectorAll(".item")];
  const rows = new Map([...document.querySelectorAll("[data-of]")].map((row) => [row.dataset.of, row]));
  const folds = items.filter((item) => item.localName === "details");
  const texts = new Map();

  const textOf = (item) => {
    if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
    return texts.get(item);
  };

  const taken = (item, wanted) => {
    const { status, documents, statuses } = item.dataset;
    if (wanted.status && status !== wanted.status) return false;
    if (wanted.documents && documents !== wanted.documents) return false;
    if (wanted.statuses && !(statuses || "").split(" ").includes(wanted.statuses)) return false;
    return wanted.words.every((word) => textOf(item).includes(word));
  };

  const filter = () => {
    const given = new FormData(form);
    const wanted = Object.fromEntries(given);
    wanted.words = wanted.words.toLowerCase().split(/\s+/).filter(Boolean);
    let families = 0;
    let alone = 0;
    for (const item of items) {
      const shown = taken(item, wanted);
      item.hidden = !shown;
      const row = rows.get(item.id);
      if (row) row.hidden = !shown;
      if (shown && item.localName === "details") families += 1;
      else if (shown) alone += 1;
    }
    const said = output.dataset.words.replace("{families}", families).replace("{lines}", families).replace("{alone}", alone);
    output.textContent = families + alone ? said : output.dataset.nothing;
  };

  const clear = () => {
    form.reset();
    filter();
  };

  const named = () => {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return ""; // no sound link
    }
  };

  const reveal = () => {
    const target = document.getElementById(named());
    if (!target) return;
    const item = target.closest(".item");
    if (item && item.hidden) clear();
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView();
    requestAnimationFrame(() => target.scrollIntoView()); // what is laid out only now has moved it
  };

  const measureBar = () => {
    const height = getComputedStyle(form).position === "sticky" ? form.offsetHeight : 0;
    document.documentElement.style.setProperty("--bar", `${height}px`);
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  form.elements.clear.addEventListener("click", clear);
  form.elements.open.addEventListener("click", () => folds.forEach((fold) => { fold.open = !fold.hidden; }));
  form.elements.close.addEventListener("click", () => folds.forEach((fold) => { fold.open = false; }));
  addEventListener("hashchange", reveal);
  addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, select, textarea")) {
      event.preventDefault();
      form.elements.words.focus();
    }
  });
  new ResizeObserver(measureBar).observe(form);
  filter();
  measureBar();
  reveal();
})();
