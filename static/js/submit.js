// The page behind a link: what is typed is saved as one goes. Without this file its buttons do the same.
"use strict";

(() => {
  const form = document.getElementById("submit-form");
  if (!form) return;

  // Each saving is one use of the address: not more often than this.
  const WAIT = 4000;
  const AGAIN = 15000;
  const told = document.getElementById("submit-told");
  let timer = 0;
  let isUnsaved = false;
  let isSaving = false;
  let isOver = false;
  let isSent = false;

  function touched() {
    isUnsaved = true;
    wait(WAIT);
  }

  function wait(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(save, milliseconds);
  }

  async function save() {
    clearTimeout(timer);
    if (!isUnsaved || isSaving || isOver || isSent) return;
    isSaving = true;
    isUnsaved = false;
    const body = new URLSearchParams(new FormData(form));
    try {
      await answered(await fetch(window.location.pathname, { method: "POST", body, headers: { "X-Quiet": "1" }, keepalive: true }));
    } catch {
      failed("연결이 끊겨 저장하지 못했습니다. 적은 내용은 이 화면에 있습니다.");
      wait(AGAIN);
    } finally {
      isSaving = false;
    }
    if (isUnsaved) wait(WAIT);
  }

  async function answered(answer) {
    const isTold = answer.headers.get("Content-Type")?.startsWith("application/json");
    const said = isTold ? await answer.json() : {};
    if (!answer.ok) {
      isOver = answer.status !== 503;
      return failed(said.told ?? "저장하지 못했습니다. 적은 내용은 이 화면에 있습니다. 화면을 닫기 전에 담당자에게 알려 주십시오.");
    }
    told.textContent = said.told;
    for (const [id, words] of Object.entries(said.read ?? {})) {
      const output = form.querySelector(`output[for="${CSS.escape(id)}"]`);
      output.textContent = words;
      output.classList.toggle("unread", words !== "" && !words.startsWith("→"));
    }
  }

  function failed(sentence) {
    isUnsaved = true;
    told.textContent = sentence;
  }

  form.addEventListener("input", touched);
  form.addEventListener("change", touched);
  document.addEventListener("visibilitychange", save);
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "submit") {
      isSent = true;
      return;
    }
    // Not for entry.js, which lets a form be sent once.
    event.preventDefault();
    event.stopPropagation();
    isUnsaved = true;
    save();
  });
  window.addEventListener("pageshow", () => (isSent = false));
  window.addEventListener("beforeunload", (event) => {
    if (isUnsaved && !isSent) event.preventDefault();
  });
})();
