/* The search page: the query lives in its address, what it finds is in the archive's own markup. */
(async () => {
  const root = document.documentElement, page = document.getElementById("search"), say = page.dataset, $ = (s) => page.querySelector(s);
  const form = document.querySelector(".hunt"), status = $("[role=status]"), more = $(".more"), narrow = $(".narrow"), sort = $("#sort");
  const number = (n) => n.toLocaleString(`${root.lang}-u-nu-${root.dataset.numerals || "latn"}`);
  const make = (name, props, ...inner) => {
    const made = Object.assign(document.createElement(name), props);
    return made.append(...inner), made;
  };
  const asked = () => new URLSearchParams(location.search);
  let index, facets, wanted, results = [], shown = 0, run = 0;

  async function search() {
    const mine = ++run, given = asked(), chosen = facets.some((f) => given.has(f));
    const q = form.q.value = (given.get("q") || "").trim(), order = sort.value = given.get("sort") || "";
    wanted = Object.fromEntries(facets.map((f) => [f, given.getAll(f)]));
    const any = q || chosen;
    narrow.hidden = $("#order").hidden = !any;
    status.textContent = any ? say.busy : "";
    let values, found = [];
    try {
      if (any) found = await index.find(q);
      if (found.length && (chosen || order || !q || narrow.open || say.count <= 3000)) {
        const row = await index.rows(), sign = order === "oldest" ? 1 : -1, all = found;
        // A facet counts what the others leave, so that its choices add up.
        const fits = (r, but) => facets.every((f) => f === but || !wanted[f].length || row(r)[f].some((v) => wanted[f].includes(v)));
        values = (f) => all.filter((r) => fits(r, f)).flatMap((r) => row(r)[f]);
        found = all.filter((r) => fits(r));
        if (order || !q) found.sort((a, b) => (a = row(a), b = row(b), !a.date - !b.date || sign * (a.date - b.date || a.place - b.place)));
      }
      if (mine !== run) return;
      results = found;
      shown = 0;
      $(".hits").textContent = "";
      await next();
    } catch (error) {
      console.warn(error);
      if (mine === run) status.textContent = say.failed;
      return;
    }
    drawChips();
    facets.forEach((f) => drawFacet(f, values));
    const n = results.length, rule = n ? new Intl.PluralRules(root.lang).select(n) : "none", fill = { "{n}": number(n), "{q}": q || say.any };
    if (any) status.replaceChildren(...(say[rule] || say.other).split(/(\{[nq]\})/).map((bit) => fill[bit] ? make("b", { dir: "auto" }, fill[bit]) : bit));
  }

  const label = (f, value) => make("bdi", {}, f === "lang" ? new Intl.DisplayNames(root.lang, { type: "language" }).of(value) : value);
  function drawChips() {
    $(".chips").replaceChildren(...facets.flatMap((f) => wanted[f].map((value) => {
      const onclick = () => ($("#results").focus(), go(f, wanted[f].filter((other) => other !== value)));
      return make("button", { type: "button", onclick }, make("span", { className: "vh" }, say.remove, " "), label(f, value));
    })));
  }
  function drawFacet(f, values) {
    const set = $(`[data-facet=${f}]`), { name, value: held } = document.activeElement, counts = new Map(wanted[f].map((v) => [v, 0]));
    for (const v of values?.(f) || []) counts.set(v, (counts.get(v) || 0) + 1);
    const order = (a, b) => f === "year" ? b[0] - a[0] : b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
    const kept = [...counts].sort(order).filter(([v], i) => i < 8 || wanted[f].includes(v));
    set.replaceChildren(set.firstElementChild, ...kept.map(([value, n]) => make("label", {},
      make("input", { type: "checkbox", name: f, value, checked: wanted[f].includes(value) }), label(f, value), make("span", { className: "num" }, number(n)))));
    set.hidden = !values || !kept.length;
    if (name === f) [...set.querySelectorAll("input")].find((i) => i.value === held)?.focus();
  }

  /* Shows ten more; the first of them. */
  async function next() {
    const mine = run, batch = await Promise.all(results.slice(shown, shown + 10).map((r) => r.data()));
    if (mine !== run) return;
    const made = batch.map(hit), left = Math.min(10, results.length - (shown += made.length));
    $(".hits").append(...made);
    more.hidden = !left;
    more.textContent = say.more.replace("{n}", number(left));
    return made[0];
  }
  function hit(found) {
    const { title = "", source, date, iso, how, lang } = found.meta;
    const made = $("#hit").content.firstElementChild.cloneNode(true), get = (s) => made.querySelector(s);
    if (source) Object.assign(get(".src"), { textContent: source, className: "src p-author h-card", dir: "auto" });
    get("b").replaceWith(iso ? make("time", { dateTime: iso, className: "dt-published" }, date) : make("span", {}, date));
    made.querySelectorAll("[data-how]").forEach((e) => e.dataset.how === how || e.remove());
    get("a").href = say.root + found.url.slice(1);
    for (const [e, pieces] of [[get("a"), index.headline(title, form.q.value)], [get(".sum"), index.excerpt(found)]]) {
      if (lang) e.lang = lang;
      e.replaceChildren(...pieces.map((piece, i) => i % 2 ? make("mark", {}, piece) : piece));
    }
    return made;
  }

  const go = (key, values) => {
    const to = asked();
    to.delete(key);
    values.forEach((value) => value && to.append(key, value));
    history.pushState(null, "", "?" + to);
    search();
  };
  try {
    ({ facets, ...index } = (await import("./search-index.js")).open(say));
  } catch {
    return status.textContent = say.failed;
  }
  form.onsubmit = (event) => (event.preventDefault(), go("q", [form.q.value.trim()]));
  form.q.onfocus = () => index.parts.length && index.load().catch(() => {});
  sort.onchange = () => go("sort", [sort.value]);
  narrow.onchange = ({ target: { name } }) => go(name, [...narrow.querySelectorAll(`[name=${name}]:checked`)].map((i) => i.value));
  narrow.open = say.count <= 3000 && matchMedia("(min-width: 56rem)").matches;
  narrow.ontoggle = () => narrow.open && say.count > 3000 && search();
  more.onclick = async () => (await next())?.querySelector("a").focus();
  onpopstate = search;
  search();
})();
