// Django's admin leaves a box that looks a record up without a name when it is empty: it is called as its label is.
"use strict";

window.addEventListener("load", () => {
  document.querySelectorAll(".select2-selection__rendered").forEach((box) => {
    const field = box.id.replace(/^select2-|-container$/g, "");
    const label = document.querySelector(`label[for="${field}"]`);
    if (label) box.setAttribute("aria-label", label.textContent.trim());
  });
});
