// Tables on a phone: each row of a list becomes a card that names its columns, and whatever stays wider than
// the screen fades out at the edge behind which there is more.
const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TFOOT: "rowgroup", TR: "row", TD: "cell" };

/** The columns' names are written onto the cells; what a changed display takes from a table, its roles give back. */
function label(table) {
  const names = [...table.tHead.rows[table.tHead.rows.length - 1].cells].map((cell) => cell.textContent.trim());
  for (const row of [...table.tBodies].flatMap((body) => [...body.rows])) {
    [...row.cells].forEach((cell, at) => {
      if (at > 0 && row.cells.length === names.length) {
        cell.dataset.label = names[at];
      }
    });
  }
  for (const part of [table, ...table.querySelectorAll("thead, tbody, tfoot, tr, td")]) {
    part.setAttribute("role", ROLES[part.tagName]);
  }
  for (const head of table.querySelectorAll("th")) {
    head.setAttribute("role", head.scope === "row" ? "rowheader" : "columnheader");
  }
  table.classList.add("cards");
}

function fade(wrap) {
  const hidden = wrap.scrollWidth - wrap.clientWidth - wrap.scrollLeft;
  wrap.classList.toggle("more", hidden > 2);
}

for (const wrap of document.querySelectorAll(".table-wrap")) {
  const table = wrap.querySelector("table");
  if (table && table.tHead && !wrap.closest(".matrix, .wall") && !table.tHead.querySelector("[colspan], [rowspan]")) {
    label(table);
  }
  wrap.addEventListener("scroll", () => fade(wrap), { passive: true });
  new ResizeObserver(() => fade(wrap)).observe(wrap);
}
