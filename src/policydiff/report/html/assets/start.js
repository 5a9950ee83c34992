// Everything is there: show the controls, take up what was kept, do what the address says.

document.documentElement.classList.add("works");
new ResizeObserver(([bar]) => {
  document.documentElement.style.scrollPaddingTop = `${bar.target.offsetHeight + 8}px`;
}).observe(byId("bar"));
restore();
showDecisions();
apply();
follow();
foldAhead();
