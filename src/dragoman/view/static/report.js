"use strict";
// Lights the words of a record, moves through records, and shows or hides them. Nothing is lost without it.
(() => {
  const LABELS = {
    trigger: "event", actor: "who", recipient: "to whom", cue: "cue", date: "when", place: "where", source: "says",
    content: "what", speaker: "speaker", addressee: "to", holder: "holder", counterpart: "towards",
    condition: "if", exchange: "in return", deadline: "by when",
  };

  function wake(report) {
    const cards = [...report.querySelectorAll(".dm-card")];
    const words = [...report.querySelectorAll(".dm-text .dm-s")];
    const numbers = [...report.querySelectorAll(".dm-n")];
    const help = report.querySelector(".dm-help");
    const said = report.querySelector("[role=status]");
    const marks = new Map(words.map((word) => [word, word.dataset.m.split(" ").map((token) => token.split("."))]));
    let pinned = null;
    let shown = null;

    function light(card) {
      if (card === shown) return;
      for (const word of words) { delete word.dataset.lit; delete word.dataset.label; }
      if (shown) shown.classList.remove("dm-on");
      shown = card;
      if (!card) return;
      card.classList.add("dm-on");
      let before = new Set();
      for (const word of words) {
        const parts = marks.get(word).filter(([record]) => record === card.dataset.record).map(([, part]) => part);
        if (parts.length) word.dataset.lit = parts.join(" ");
        const begun = parts.find((part) => LABELS[part] && !before.has(part));
        if (begun) word.dataset.label = LABELS[begun];
        before = new Set(parts);
      }
    }

    const visible = () => cards.filter((card) => !card.hidden);
    const summary = (card) => card.querySelector("summary");
    const cardOf = (node) => (node instanceof Element ? node.closest(".dm-card") : null);
    const named = (record) => cards.find((card) => card.dataset.record === record);
    const near = (node, box) => {
      const area = node.getBoundingClientRect();
      return area.top >= box && area.bottom <= window.innerHeight;
    };

    function go(card) {
      if (!card) return;
      pinned = card;
      summary(card).focus({ preventScroll: true });
      light(card);
      if (!near(card, 80)) card.scrollIntoView({ block: "center" });
    }

    function step(by) {
      const some = visible();
      if (!some.length) return;
      const at = some.indexOf(pinned);
      go(some[at < 0 ? (by > 0 ? 0 : some.length - 1) : Math.min(some.length - 1, Math.max(0, at + by))]);
    }

    function toWords() {
      const mark = pinned && numbers.find((one) => one.dataset.record === pinned.dataset.record);
      if (mark) { mark.scrollIntoView({ block: "center" }); mark.focus({ preventScroll: true }); }
    }

    function clear() {
      pinned = null;
      light(null);
    }

    function choose() {
      const on = {};
      for (const set of report.querySelectorAll(".dm-switches fieldset")) {
        on[set.dataset.name] = new Set([...set.querySelectorAll("input:checked")].map((box) => box.value));
      }
      const off = new Set();
      for (const card of cards) {
        card.hidden = Object.entries(on).some(([name, values]) => name in card.dataset && !values.has(card.dataset[name]));
        if (card.hidden) off.add(card.dataset.record);
      }
      for (const number of numbers) number.hidden = off.has(number.dataset.record);
      for (const word of words) {
        for (const [kind, letter, part] of [["event", "e", "trigger"], ["statement", "s", "content"], ["position", "p", "content"]]) {
          const own = marks.get(word).filter(([record, what]) => record.startsWith(letter) && what === part);
          word.classList.toggle(`dm-off-${kind}`, own.length > 0 && own.every(([record]) => off.has(record)));
        }
      }
      if (pinned && pinned.hidden) clear();
      said.textContent = `${cards.length - off.size} of ${cards.length} records are shown.`;
    }

    report.addEventListener("mouseover", (event) => {
      const number = event.target.closest(".dm-n");
      light(cardOf(event.target) || (number && named(number.dataset.record)) || pinned);
    });
    report.addEventListener("mouseleave", () => light(pinned));
    report.addEventListener("focusin", (event) => {
      const number = event.target.closest(".dm-n");
      const card = cardOf(event.target) || (number && named(number.dataset.record));
      if (card) { pinned = card; light(card); }
    });
    report.addEventListener("click", (event) => {
      const number = event.target.closest(".dm-n");
      const told = event.target.closest("[data-do]");
      const other = event.target.closest('.dm-card dd a[href^="#"]:not(.dm-quote)');
      if (number || other) {
        const card = number ? named(number.dataset.record) : document.getElementById(decodeURIComponent(other.hash.slice(1)));
        event.preventDefault();
        if (!card) return;
        card.querySelector("details").open = true;
        go(card);
      } else if (told) {
        if (told.dataset.do === "help") help.showModal();
        else step(told.dataset.do === "next" ? 1 : -1);
      }
    });
    report.addEventListener("change", choose);

    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
      if (event.target instanceof Element && event.target.closest("input, select, textarea, [contenteditable]")) return;
      const act = { j: () => step(1), k: () => step(-1), t: toWords, Escape: clear, "?": () => help.showModal() }[event.key];
      if (act) { act(); if (event.key !== "Escape") event.preventDefault(); }
    });

    const opened = [];
    window.addEventListener("beforeprint", () => {
      for (const one of report.querySelectorAll(".dm-card details:not([open])")) { one.open = true; opened.push(one); }
    });
    window.addEventListener("afterprint", () => { for (const one of opened.splice(0)) one.open = false; });

    report.querySelector(".dm-bar").hidden = false;
    // The browser goes to the place that the address names once the page is there, and takes the focus from us.
    const follow = () => {
      const card = location.hash && cardOf(document.getElementById(decodeURIComponent(location.hash.slice(1))));
      if (card) go(card);
    };
    window.addEventListener("hashchange", follow);
    window.addEventListener("load", () => setTimeout(follow));
  }

  document.querySelectorAll(".dm-report:not(.dm-static)").forEach(wake);
})();
