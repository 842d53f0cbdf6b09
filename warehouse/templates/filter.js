// Filters the rows of every table.filterable: by a word, and by a choice for each column whose head says data-choice.
// Without this script the whole table is there to be read.
"use strict";

function label(text, control) {
  const wrapped = document.createElement("label");
  wrapped.append(text, control);
  return wrapped;
}

function choice(rows, place) {
  const values = new Set(rows.map((row) => row.cells[place].textContent));
  const select = document.createElement("select");
  select.append(new Option("all", ""), ...[...values].map((value) => new Option(value, value)));
  return select;
}

function filterable(table) {
  const rows = [...table.tBodies[0].rows];
  const word = Object.assign(document.createElement("input"), { type: "search" });
  const count = document.createElement("output");
  const choices = [...table.tHead.rows[0].cells]
    .map((head, place) => ({ head, place }))
    .filter(({ head }) => "choice" in head.dataset)
    .map(({ head, place }) => ({ place, name: head.textContent, select: choice(rows, place) }));

  function show() {
    const wanted = word.value.trim().toLowerCase();
    for (const row of rows) {
      const isChosen = choices.every(({ place, select }) => !select.value || row.cells[place].textContent === select.value);
      row.hidden = !(isChosen && row.textContent.toLowerCase().includes(wanted));
    }
    count.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} rows`;
  }

  const form = Object.assign(document.createElement("div"), { className: "filter" });
  form.append(...choices.map(({ name, select }) => label(name, select)), label("Any word", word), count);
  form.addEventListener("input", show);
  table.closest(".scroll").before(form);
  show();
}

document.querySelectorAll("table.filterable").forEach(filterable);
