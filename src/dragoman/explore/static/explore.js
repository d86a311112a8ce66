// What pages do with scripts beside what they do without: copying, narrow filters folded, keys in an audit.
"use strict";

for (const box of document.querySelectorAll(".copy")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(box.querySelector("pre").textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(box.querySelector("pre"));
      button.textContent = "Selected";
    }
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
  box.append(button);
}

// On a narrow screen the list comes first.
if (matchMedia("(max-width: 62rem)").matches) {
  for (const box of document.querySelectorAll("details.filters, details.facets")) box.open = false;
}

// Empty fields would make a long address of a short question.
for (const form of document.querySelectorAll("form.filter, form.time")) {
  form.addEventListener("submit", () => {
    const usual = new Map([["order", "newest"], ["size", "50"]]);
    for (const field of form.elements) {
      if (field.name && (!field.value || usual.get(field.name) === field.value)) field.disabled = true;
    }
    const columns = [...form.querySelectorAll("[name=columns]")];
    if (columns.length && columns.every((box) => box.checked === box.defaultChecked) && !location.search.includes("columns=")) {
      for (const box of columns) box.disabled = true;
    }
  });
}
// A page that comes back from the browser's memory must be usable again.
addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form.filter :disabled, form.time :disabled")) field.disabled = false;
});

for (const form of document.querySelectorAll("form[data-keys]")) {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    const button = form.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (button) {
      event.preventDefault();
      button.click();
    }
  });
}
