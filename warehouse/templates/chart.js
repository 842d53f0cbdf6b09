// Says what the mark nearest to pointer or finger stands for, and walks from mark to mark by the arrow keys.
// Without this script the list of points below says the same.
"use strict";
const chart = document.querySelector(".chart");
const said = document.querySelector(".said");
const marks = [...chart.querySelectorAll("[aria-label]:is([aria-roledescription=point], [aria-roledescription=square], [aria-roledescription=bar])")];
let place = -1;

function show(next) {
  marks[place]?.classList.remove("read");
  place = next;
  marks[place].classList.add("read");
  said.textContent = marks[place].getAttribute("aria-label");
}

function distance(mark, x, y) {
  const box = mark.getBoundingClientRect();
  return Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y);
}

function nearest(event) {
  const away = marks.map((mark) => distance(mark, event.clientX, event.clientY));
  show(away.indexOf(Math.min(...away)));
}

function walk(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  show((place + step + marks.length) % marks.length);
}

if (marks.length) {
  said.hidden = false;
  said.setAttribute("aria-live", "polite");
  chart.addEventListener("pointermove", nearest);
  chart.addEventListener("pointerdown", nearest);
  chart.addEventListener("keydown", walk);
}
