// Draws each formation's symbol beside its name. The name says it all, so the symbol is hidden from screen readers.
for (const place of document.querySelectorAll("[data-sidc]")) {
  const symbol = new ms.Symbol(place.dataset.sidc, { size: 26, frame: true });
  if (symbol.isValid()) {
    place.innerHTML = symbol.asSVG();
    place.firstElementChild.setAttribute("aria-hidden", "true");
  }
}
