// The page that enters an agreement: lines are added in place, and what is typed is kept as a draft.
// Without this file its buttons do the same by sending the page.
"use strict";

(() => {
  const form = document.getElementById("registration");
  if (!form) return;

  // Lines

  function numberOf(lines) {
    const used = [...lines.querySelectorAll(":scope > [data-line]")].map((line) => Number(line.dataset.line.split("-").pop()));
    return Math.max(-1, ...used) + 1;
  }

  function addLine(lines) {
    const template = lines.querySelector(":scope > template");
    const place = lines.dataset.lines.includes("-") ? /__m__/g : /__n__/g;
    const made = document.createElement("template");
    made.innerHTML = template.innerHTML.replace(place, numberOf(lines));
    const line = made.content.firstElementChild;
    template.before(line);
    renumber(lines);
    line.querySelector("input, select, textarea").focus();
    touched();
  }

  function clearLine(line) {
    const lines = line.closest("[data-lines]");
    const before = line.previousElementSibling?.matches("[data-line]") ? line.previousElementSibling : null;
    line.remove();
    renumber(lines);
    (before?.querySelector("input, select, textarea") ?? lines.querySelector(":scope > .adding button")).focus();
    touched();
  }

  function renumber(lines) {
    lines.querySelectorAll(":scope > fieldset > legend .number").forEach((place, at) => (place.textContent = at + 1));
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=add], button[name=clear]");
    if (!button) return;
    event.preventDefault();
    if (button.name === "add") addLine(button.closest("[data-lines]"));
    else clearLine(button.closest("[data-line]"));
  });

  // Enter goes on to the next field, as in a sheet; only a button sends the page.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.defaultPrevented) return;
    if (!event.target.matches("input:not([type=file]), select")) return;
    event.preventDefault();
    const fields = [...form.querySelectorAll("input:not([type=hidden]), select, textarea, summary, button:not(.unseen)")];
    const seen = fields.filter((field) => field.checkVisibility());
    seen[seen.indexOf(event.target) + 1]?.focus();
  });

  // The side list: opens the part it leads to, and says what is still empty in each.

  const contents = document.querySelector(".registration .contents");

  contents.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const part = link && document.getElementById(link.hash.slice(1));
    if (!part) return;
    event.preventDefault();
    const more = part.querySelector("details.more");
    if (more && !part.querySelector(":scope > .field")) more.open = true;
    part.scrollIntoView();
    part.querySelector(".field :is(input, select, textarea)")?.focus({ preventScroll: true });
  });

  function tellMissing() {
    contents.querySelectorAll("[data-missing]").forEach((place) => {
      const wanted = form.querySelectorAll(`#${place.dataset.missing} [data-wanted]`);
      const empty = [...wanted].filter((field) => !field.value.trim()).map((field) => field.dataset.wanted);
      place.textContent = empty.length ? `빈 칸: ${empty.join(", ")}` : "";
    });
  }

  // What one line says is offered in others: the parties, and the sources typed on this page.

  function offerNames() {
    const companies = form.elements.companies.value.split(/[\n;\t]/);
    const parties = [...form.querySelectorAll('[name^="party-"][name$="-organisation"]')].map((field) => field.value);
    const names = new Set([...companies, ...parties].map((name) => name.trim()).filter(Boolean));
    const options = [...names].map((name) => Object.assign(document.createElement("option"), { value: name }));
    document.getElementById("named").replaceChildren(...options);
  }

  function offerSources() {
    const typed = [...form.querySelectorAll('[name^="source-"][name$="-publisher"]')].filter((field) => field.value.trim());
    form.querySelectorAll('select[name$="source"]').forEach((select) => {
      const kept = select.value;
      select.querySelectorAll('option[value^="new-"]').forEach((option) => option.remove());
      const first = select.options[0];
      typed.reverse().forEach((field) => {
        const value = field.name.replace(/^source-(\d+)-.*/, "new-$1");
        first.after(new Option(`${field.value.trim()} (⑪에 적은 출처)`, value, false, value === kept));
      });
      typed.reverse();
    });
  }

  // The draft. One saving at a time; what is typed meanwhile is saved by the next.

  const WAIT = 1500;
  const AGAIN = 10000;
  const told = document.getElementById("draft-told");
  const trouble = document.getElementById("draft-trouble");
  let timer = 0;
  let isUnsaved = false;
  let isSaving = false;
  let isParted = false; // somebody else saved the same draft, and nobody said yet which is to stand

  function touched() {
    isUnsaved = true;
    tellMissing();
    offerNames();
    offerSources();
    wait(WAIT);
  }

  function wait(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(save, milliseconds);
  }

  function texts() {
    const data = new FormData(form);
    [...data].filter(([, value]) => typeof value !== "string").forEach(([name]) => data.delete(name));
    return new URLSearchParams(data);
  }

  async function save() {
    clearTimeout(timer);
    if (!isUnsaved || isSaving || isParted) return;
    isSaving = true;
    isUnsaved = false;
    try {
      await answered(await fetch(form.dataset.saves, { method: "POST", body: texts(), redirect: "manual" }));
    } catch {
      failed("연결이 끊겨 임시 저장하지 못했습니다. 적은 내용은 이 화면에 있습니다. 다시 이어지면 저장합니다.");
      wait(AGAIN);
    } finally {
      isSaving = false;
    }
    if (isUnsaved && !isParted && trouble.hidden) wait(WAIT);
  }

  async function answered(answer) {
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      await renew();
      failed("로그인이 끝나 임시 저장하지 못했습니다. 적은 내용은 이 화면에 있습니다. 다른 창에서 로그인하면 이어서 저장합니다.");
      return wait(AGAIN);
    }
    const isTold = answer.headers.get("Content-Type")?.startsWith("application/json");
    const said = isTold ? await answer.json() : {};
    if (answer.ok) return saved(said);
    if (answer.status === 409) return part(said);
    failed(said.told ?? "임시 저장하지 못했습니다. 적은 내용은 이 화면에 있습니다.");
  }

  // A new sign-in in another window gives this one a new token, if it is the same person's.
  async function renew() {
    const box = document.getElementById("idle");
    const answer = await fetch(box.dataset.stay, { headers: { "X-Quiet": "1" }, redirect: "manual" });
    const said = answer.ok ? await answer.json() : {};
    if (String(said.who) === box.dataset.who) form.elements.csrfmiddlewaretoken.value = said.token;
  }

  function saved(said) {
    form.elements.draft_saved.value = said.saved;
    told.textContent = said.told;
    trouble.hidden = true;
    const address = new URL(window.location);
    address.searchParams.set("draft", form.elements.draft.value);
    window.history.replaceState(null, "", address);
  }

  function failed(sentence) {
    isUnsaved = true;
    told.textContent = "";
    trouble.textContent = sentence;
    trouble.hidden = false;
  }

  function part(said) {
    isParted = true;
    failed(`${said.told} 이 화면의 내용은 아직 저장하지 않았습니다. `);
    const theirs = Object.assign(document.createElement("a"), { href: said.theirs, textContent: "고친 내용 열기" });
    theirs.target = "_blank";
    const own = Object.assign(document.createElement("button"), { type: "button", textContent: "따로 저장" });
    own.className = "button";
    own.addEventListener("click", () => {
      isParted = false;
      form.elements.draft.value = newKey();
      form.elements.draft_saved.value = "";
      save();
    });
    trouble.append(theirs, " ", own);
  }

  // crypto.randomUUID is not there on plain http.
  function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const text = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  form.addEventListener("input", touched);
  form.addEventListener("change", touched);
  form.addEventListener("focusout", () => wait(0));
  document.addEventListener("visibilitychange", save);
  window.addEventListener("online", save);
  let isSent = false;
  form.addEventListener("submit", () => (isSent = true));
  window.addEventListener("pageshow", () => (isSent = false));
  window.addEventListener("beforeunload", (event) => {
    if (isUnsaved && !isSent) event.preventDefault();
  });
  if (form.dataset.typed !== undefined) touched();
})();
