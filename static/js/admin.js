// Django's admin leaves a box that looks a record up without a name when it is empty: it is called as its label is.
"use strict";

(() => {
  function name(box) {
    const field = box.id.replace(/^select2-|-container$/g, "");
    const label = document.querySelector(`label[for="${field}"]`);
    if (label) box.setAttribute("aria-label", label.textContent.trim());
  }

  // The boxes are made some time after the page is, by a script that tells nobody.
  new MutationObserver((changes) => {
    const added = changes.flatMap((change) => [...change.addedNodes]).filter((node) => node.querySelectorAll);
    added.flatMap((node) => [...node.querySelectorAll(".select2-selection__rendered")]).forEach(name);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
