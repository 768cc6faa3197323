// Improvements of the forms of entry: every form works without this file.
"use strict";

(() => {
  // What the register understands of a text is told while it is typed.
  const WAIT = 250;

  function outputOf(input) {
    return input.closest(".field")?.querySelector("output.understood");
  }

  async function tell(input) {
    const output = outputOf(input);
    const text = input.value;
    if (!output) return;
    const by = input.dataset.readsBy && document.getElementById(input.dataset.readsBy);
    const kind = by?.value || input.dataset.reads;
    const address = `/read/${kind}/?text=${encodeURIComponent(text)}`;
    const answer = await fetch(address, { headers: { "X-Quiet": "1" }, redirect: "manual" });
    if (!answer.ok || input.value !== text || (by && by.value && by.value !== kind)) return;
    const told = await answer.text();
    output.textContent = told;
    output.classList.toggle("unread", told !== "" && !told.startsWith("→"));
  }

  const waiting = new WeakMap();
  document.addEventListener("input", (event) => {
    const input = event.target;
    if (!input.matches?.("[data-reads]")) return;
    clearTimeout(waiting.get(input));
    waiting.set(input, setTimeout(() => tell(input), WAIT));
  });

  // What a number counts decides how it is read: said anew when another metric is chosen.
  document.addEventListener("change", (event) => {
    if (!event.target.matches?.("select") || !event.target.id) return;
    const input = document.querySelector(`[data-reads-by="${CSS.escape(event.target.id)}"]`);
    if (input?.value) tell(input);
  });

  // A second click while the first is under way does nothing; the server would make one record of both anyway.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form.entry")) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form.entry").forEach((form) => delete form.dataset.sent);
  });
})();
