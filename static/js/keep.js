// A form with data-keeps keeps what is typed, field by field, so that two people may fill one between them.
// Without this file its button 임시 저장 does the same.
"use strict";

(() => {
  const WAIT = 1200;
  const AGAIN = 10000;

  document.querySelectorAll("form[data-keeps]").forEach((form) => {
    const told = form.querySelector("[data-kept]");
    const trouble = form.querySelector("[data-trouble]");
    const touched = new Set();
    let timer = 0;
    let isSaving = false;
    let isSent = false;

    function touch(event) {
      if (!event.target.name || event.target.type === "file") return;
      touched.add(event.target.name);
      wait(WAIT);
    }

    function wait(milliseconds) {
      clearTimeout(timer);
      timer = setTimeout(save, milliseconds);
    }

    // Only the fields that were touched: what somebody else types beside them stays.
    function texts(names) {
      const typed = new FormData(form);
      const data = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
      names.forEach((name) => data.set(name, typed.get(name) ?? ""));
      return data;
    }

    async function save() {
      clearTimeout(timer);
      if (!touched.size || isSaving) return;
      const names = [...touched];
      touched.clear();
      isSaving = true;
      try {
        await answered(await fetch(form.dataset.keeps, { method: "POST", body: texts(names), redirect: "manual" }));
      } catch (problem) {
        names.forEach((name) => touched.add(name));
        told.textContent = "";
        trouble.textContent = problem.told ?? "연결이 끊겨 임시 저장하지 못했습니다. 적은 내용은 이 화면에 있습니다.";
        trouble.hidden = false;
        if (!problem.told) wait(AGAIN);
      } finally {
        isSaving = false;
      }
      if (touched.size && trouble.hidden) wait(WAIT);
    }

    async function answered(answer) {
      if (answer.type === "opaqueredirect" || answer.status === 403) {
        throw { told: "로그인이 끝나 임시 저장하지 못했습니다. 적은 내용은 이 화면에 있습니다. 다른 창에서 로그인한 뒤 제출하십시오." };
      }
      const isTold = answer.headers.get("Content-Type")?.startsWith("application/json");
      const said = isTold ? await answer.json() : {};
      if (!answer.ok) throw { told: said.told ?? "임시 저장하지 못했습니다. 적은 내용은 이 화면에 있습니다." };
      told.textContent = said.told;
      trouble.hidden = true;
    }

    // Enter goes on to the next field, as in a sheet; only a button sends the page.
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || event.defaultPrevented) return;
      if (!event.target.matches("input:not([type=file]), select")) return;
      event.preventDefault();
      const fields = [...form.querySelectorAll("input:not([type=hidden]), select, textarea, button:not(.unseen)")];
      const seen = fields.filter((field) => field.checkVisibility());
      seen[seen.indexOf(event.target) + 1]?.focus();
    });

    form.addEventListener("input", touch);
    form.addEventListener("change", touch);
    form.addEventListener("focusout", () => touched.size && wait(0));
    window.addEventListener("online", save);
    form.addEventListener("submit", () => (isSent = true));
    window.addEventListener("pageshow", () => (isSent = false));
    window.addEventListener("beforeunload", (event) => {
      if (touched.size && !isSent) event.preventDefault();
    });
  });
})();
