// Improvements only: every page works without this file.
"use strict";

(() => {
  // A table copied bare, so that a word processor takes it as a table of its own.
  function bare(table) {
    const rows = [...table.rows].map((row) => {
      const cells = [...row.cells].map((cell) => {
        const plain = document.createElement(cell.tagName);
        plain.textContent = textOf(cell);
        plain.colSpan = cell.colSpan;
        plain.rowSpan = cell.rowSpan;
        return plain;
      });
      const line = document.createElement("tr");
      line.append(...cells);
      return line;
    });
    const copy = document.createElement("table");
    copy.setAttribute("border", "1");
    copy.append(...rows);
    return copy;
  }

  function textOf(cell) {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll("[aria-hidden], .unseen").forEach((part) => part.remove());
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  function copyTable(table) {
    const text = [...table.rows].map((row) => [...row.cells].map(textOf).join("\t")).join("\n");
    const fill = (event) => {
      event.clipboardData.setData("text/html", bare(table).outerHTML);
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
    };
    // The copy event works on plain http too, where the clipboard interface does not.
    document.addEventListener("copy", fill, { once: true });
    return document.execCommand("copy");
  }

  document.querySelectorAll("[data-copy]").forEach((button) => {
    const table = document.getElementById(button.dataset.copy);
    button.hidden = !table;
    button.addEventListener("click", () => {
      button.textContent = copyTable(table) ? "복사했습니다" : "복사하지 못했습니다. 표를 끌어서 복사하십시오.";
    });
  });

  // A form with data-guard asks before what was typed is lost.
  document.querySelectorAll("form[data-guard]").forEach((form) => {
    let changed = false;
    form.addEventListener("input", () => (changed = true));
    form.addEventListener("submit", () => (changed = false));
    window.addEventListener("beforeunload", (event) => changed && event.preventDefault());
  });
})();
