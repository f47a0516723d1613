/* Progressive enhancement only: every page is complete without this file. */
(() => {
  const root = document.documentElement, modes = ["", "light", "dark"];
  let mode = "";
  try { mode = localStorage.getItem("theme") || "" } catch {}
  if (!modes.includes(mode)) mode = "";
  const apply = () => { if (mode) root.dataset.theme = mode; else delete root.dataset.theme };
  apply();
  addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-theme-toggle]")) {
      const word = button.textContent.trim(), names = button.dataset.themeToggle.split(",");
      const say = () => { button.textContent = `${word}: ${names[modes.indexOf(mode)]}` };
      button.hidden = false;
      say();
      button.addEventListener("click", () => {
        mode = modes[(modes.indexOf(mode) + 1) % modes.length];
        apply();
        say();
        try { if (mode) localStorage.setItem("theme", mode); else localStorage.removeItem("theme") } catch {}
      });
    }
    addEventListener("keydown", (event) => {
      const box = document.querySelector("[type=search]");
      if (!box || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.matches("input, select, textarea, [contenteditable]")) return;
      event.preventDefault();
      box.focus();
    });
    if (!navigator.clipboard) return;
    for (const button of document.querySelectorAll("[data-copy]")) {
      const word = button.textContent;
      button.hidden = false;
      button.setAttribute("aria-live", "polite");
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText.trim());
        button.textContent = `✓ ${word}`;
        setTimeout(() => { button.textContent = word }, 2000);
      });
    }
  });
})();
