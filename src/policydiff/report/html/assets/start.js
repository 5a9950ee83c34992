// Everything is there: show the controls, take up what was kept, do what the address says.

document.documentElement.classList.add("works");
for (const label of form.querySelectorAll("[data-verdict]")) label.dataset.name = label.querySelector("span").textContent;
new ResizeObserver(([bar]) => {
  document.documentElement.style.scrollPaddingTop = `${bar.target.offsetHeight + 8}px`;
}).observe(byId("bar"));
restore();
showDecisions();
apply();
follow();
foldAhead();
