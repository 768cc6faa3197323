// A company is found while its name is typed: an input with data-lookup becomes a combobox with a list under it.
// Without this file it is a plain field, and the server finds the name.
"use strict";

(() => {
  const WAIT = 200;
  let made = 0;

  class Lookup {
    constructor(input) {
      this.input = input;
      this.number = ++made;
      this.found = [];
      this.active = -1;
      this.list = element("ul", { id: `lookup-${this.number}`, role: "listbox", class: "lookup", hidden: "" });
      this.list.setAttribute("aria-label", "찾은 기업·기관");
      this.status = element("div", { role: "status", class: "unseen" });
      for (const [name, value] of Object.entries({
        role: "combobox",
        "aria-autocomplete": "list",
        "aria-expanded": "false",
        "aria-controls": this.list.id,
      }))
        input.setAttribute(name, value);
      input.after(this.list, this.status);
      input.addEventListener("input", () => this.typed());
      input.addEventListener("keydown", (event) => this.key(event));
      input.addEventListener("blur", () => this.close());
      // A press on the list must not take the focus from the field.
      this.list.addEventListener("mousedown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) this.pick([...this.list.children].indexOf(option));
      });
    }

    typed() {
      this.forget();
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.ask(), WAIT);
    }

    async ask() {
      const words = this.input.value.trim();
      if (!words) return this.close();
      let answer;
      try {
        const address = `/lookup/?q=${encodeURIComponent(words.slice(0, 100))}`;
        answer = await fetch(address, { headers: { "X-Quiet": "1" }, redirect: "manual" });
      } catch {
        return this.close();
      }
      if (!answer.ok || this.input.value.trim() !== words || document.activeElement !== this.input) return;
      this.show((await answer.json()).found);
    }

    show(found) {
      this.found = found;
      this.active = -1;
      this.list.replaceChildren(...found.map((one, at) => this.option(one, at)));
      this.status.textContent = found.length ? `${found.length}곳을 찾았습니다. 위아래 화살표로 고릅니다.` : "";
      this.open(found.length > 0);
    }

    option(one, at) {
      const option = element("li", { role: "option", id: `${this.list.id}-${at}`, "aria-selected": "false" });
      const name = element("span", { class: "name" });
      name.textContent = one.was ? `${one.name}(옛 ${one.was})` : one.name;
      const about = element("span", { class: "about" });
      about.textContent = one.agreements ? `${one.kind} · 협약 ${one.agreements}건` : one.kind;
      option.append(name, " ", about);
      return option;
    }

    open(is) {
      this.list.hidden = !is;
      this.input.setAttribute("aria-expanded", String(is));
      if (!is) this.input.removeAttribute("aria-activedescendant");
    }

    close() {
      clearTimeout(this.waiting);
      this.active = -1;
      this.open(false);
    }

    key(event) {
      if (event.isComposing) return;
      const isOpen = !this.list.hidden;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (isOpen) this.move(event.key === "ArrowDown" ? 1 : -1);
        else this.ask();
      } else if (event.key === "Escape" && isOpen) {
        event.preventDefault();
        this.close();
      } else if (event.key === "Enter" && isOpen && this.active >= 0) {
        event.preventDefault();
        this.pick(this.active);
      }
    }

    // Past either end lies the field itself, with what was typed.
    move(step) {
      const places = this.found.length + 1;
      this.active = ((this.active + 1 + step + places) % places) - 1;
      [...this.list.children].forEach((option, at) => {
        option.setAttribute("aria-selected", String(at === this.active));
        if (at === this.active) option.scrollIntoView({ block: "nearest" });
      });
      if (this.active < 0) this.input.removeAttribute("aria-activedescendant");
      else this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.active}`);
    }

    // The number of the one that was picked goes along, as two may bear one name.
    pick(at) {
      const one = this.found[at];
      this.input.value = one.name;
      this.forget();
      this.picked = element("input", { type: "hidden", name: `${this.input.name}_pick`, value: one.pk });
      this.input.after(this.picked);
      this.status.textContent = `${one.name}을(를) 골랐습니다.`;
      this.close();
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
    }

    forget() {
      this.picked?.remove();
      this.picked = undefined;
    }
  }

  function element(name, attributes) {
    const made = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
    return made;
  }

  const known = new WeakSet();
  function fit(input) {
    if (known.has(input)) return;
    known.add(input);
    new Lookup(input);
  }

  document.querySelectorAll("[data-lookup]").forEach(fit);
  // Lines that are added to a form later come with fields of their own.
  document.addEventListener("focusin", (event) => event.target.matches?.("[data-lookup]") && fit(event.target));
})();
