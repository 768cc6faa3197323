// Says when the sign-in is about to end, and keeps what was typed when it has. Without it: a way to the sign-in page.
"use strict";

(() => {
  const box = document.getElementById("idle");
  if (!box) return;
  const WARNING = 120 * 1000;
  const MINUTE = 60 * 1000;
  let state = "";
  let timer = 0;
  let told = 0; // when the server was last told that somebody works here
  let end = Date.now() + box.dataset.left * 1000;

  function show(next) {
    state = next;
    box.querySelectorAll("p").forEach((line) => (line.hidden = line.dataset.when !== next));
  }

  function isOver() {
    return state === "ended" || state === "another";
  }

  function wait(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(check, Math.max(milliseconds, 1000));
  }

  async function ask(token) {
    const headers = token ? { "X-CSRFToken": token } : { "X-Quiet": "1" };
    const answer = await fetch(box.dataset.stay, { method: token ? "POST" : "GET", headers, redirect: "manual" });
    return answer.ok ? answer.json() : null;
  }

  // After a new sign-in the forms of this page carry its token, and nothing else in them changes.
  function renew(token) {
    document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((input) => (input.value = token));
    box.dataset.token = token;
  }

  // Whether the page may be worked with; null where the server could not be asked. ``used`` begins to count anew.
  async function check(used = false) {
    let answer;
    try {
      answer = await ask();
      if (answer && used && String(answer.who) === box.dataset.who) answer = await ask(answer.token);
    } catch {
      wait(MINUTE);
      return null;
    }
    const isMine = answer && String(answer.who) === box.dataset.who;
    if (!isMine) show(answer ? "another" : "ended");
    else settle(answer, used);
    return Boolean(isMine);
  }

  function settle(answer, used) {
    renew(answer.token);
    end = Date.now() + answer.left * 1000;
    const isEnding = end - Date.now() <= WARNING;
    if (isEnding) show(used ? "last" : "ending");
    else show(isOver() || state === "back" ? "back" : "");
    wait(isEnding ? end - Date.now() + 1000 : end - Date.now() - WARNING);
  }

  function look() {
    if (document.visibilityState === "visible" && (isOver() || Date.now() > end - WARNING)) check();
  }

  function use() {
    if (state === "back") show("");
    if (isOver() || Date.now() - told < MINUTE) return;
    told = Date.now();
    check(true);
  }

  // What is sent after the end would be answered by the sign-in page, and the text in it be lost.
  async function guard(event) {
    if (event.target.method !== "post" || !(isOver() || Date.now() >= end)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const isFine = await check();
    if (isFine) event.target.requestSubmit(event.submitter);
    else if (isFine === null) show("unreachable");
  }

  box.querySelector("button").addEventListener("click", () => check(true));
  document.addEventListener("input", use);
  document.addEventListener("submit", guard, true);
  document.addEventListener("visibilitychange", look);
  document.addEventListener("htmx:configRequest", (event) => {
    if (box.dataset.token) event.detail.headers["X-CSRFToken"] = box.dataset.token;
  });
  // A part of the page that renews itself stops meanwhile, and never becomes a sign-in page.
  document.addEventListener("htmx:beforeRequest", (event) => isOver() && event.preventDefault());
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (new URL(event.detail.xhr.responseURL).pathname !== box.querySelector("a").pathname) return;
    event.detail.shouldSwap = false;
    check();
  });
  window.addEventListener("focus", look);
  window.addEventListener("pageshow", (event) => event.persisted && check());
  wait(end - Date.now() - WARNING);
})();
