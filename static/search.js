/* The search page: Pagefind's index, joined from its parts, in this archive's own markup. */
(() => {
  const page = document.getElementById("search"), $ = (s) => page.querySelector(s), say = page.dataset;
  const form = document.querySelector(".hunt"), box = form.elements.q, status = $("[role=status]"), hits = $(".hits");
  const more = $(".more"), narrow = $(".narrow"), sort = $("#sort"), chips = $(".chips"), section = $("section");
  const lang = document.documentElement.lang, number = (n) => n.toLocaleString(lang);
  const shards = say.shards.split(" ").filter(Boolean).map((s) => s.split(":"));
  const at = (name) => new URL(`${say.index}${name}/`, location.href).href;
  const FACETS = ["year", "source", "tag", "lang"], PAGE = 10, SMALL = 3000, SHOWN = 8;
  const ranking = { metaWeights: { title: 8, source: 1 }, termFrequency: .6, pageLength: .4, termSimilarity: 2 };
  // Words that most reports hold: each would load a part of the index of up to 280 kB, and find nothing by itself.
  const COMMON = new Set(("a an and are as at be but by for from has have he her his in is it its not of on or s said she that the their they this to was were will with " +
    "au aux ce dans de des du en est et la le les par pas pour que qui sur un une " +
    "في من على إلى عن أن ان إن ما لا مع هذا هذه التي الذي").split(" "));
  const LETTER = "\\p{L}\\p{N}\\p{M}", AL = "(?:[وف]?(?:[بك]?ال|لل)(?=\\p{L}{3}))";
  const bare = (text) => text.replace(/(?<=[ال]ل)\^(?=\p{L})/gu, "");
  let engine, table, found = [], shown = [], at_ = 0, run = 0;

  /* ---- the query, which lives in the address */
  const asked = () => {
    const given = new URLSearchParams(location.search);
    return { q: (given.get("q") || "").trim(), sort: given.get("sort") || "", ...Object.fromEntries(FACETS.map((f) => [f, given.getAll(f)])) };
  };
  const go = (change) => {
    const next = { ...asked(), ...change }, to = new URLSearchParams();
    for (const [key, value] of Object.entries(next)) for (const one of [value].flat()) if (one) to.append(key, one);
    history.pushState(null, "", `${location.pathname}?${to}`);
    return search();
  };
  /* Phrases in quotation marks, and the other words; of these the common are left out where others are left. */
  const parts = (q) => {
    const quoted = [], loose = q.replace(/[“”„«»]/g, '"').replace(/"([^"]+)"/g, (_, p) => (quoted.push(`"${p.trim()}"`), " "));
    const words = loose.replace(/"/g, " ").split(/\s+/).filter(Boolean), rare = words.filter((w) => !COMMON.has(w.toLowerCase()));
    const kept = (rare.length || quoted.length ? rare : words).map((w) => w.replace(new RegExp(`^${AL}`, "u"), ""));
    return [...quoted, ...(kept.length ? [kept.join(" ")] : [])];
  };

  /* ---- the index */
  const load = () => engine ??= (async () => {
    const [[first, key], ...rest] = shards, { createInstance } = await import(`${at(first)}pagefind.js?v=${key}`);
    const made = createInstance({ basePath: at(first), baseUrl: "/", metaCacheTag: key, ranking, noWorker: true });
    await Promise.all(rest.map(([name, key]) => made.mergeIndex(at(name), { baseUrl: "/", metaCacheTag: key, ranking })));
    return made;
  })().catch((error) => { engine = null; throw error });
  const rows = () => table ??= (async () => {
    const made = new Map();
    for (const part of await Promise.all(shards.map(async ([name, key]) => (await fetch(`${at(name)}facets.json?v=${key}`)).json()))) {
      part.ids.split(" ").forEach((id, i) => {
        const row = { place: made.size, date: part.date[i] || 0 };
        for (const f of FACETS) row[f] = part[f].of[i].map((n) => part[f].names[n]);
        made.set(id, row);
      });
    }
    return made;
  })().catch((error) => { table = null; throw error });
  const row = (known, result) => known.get(result.id.slice(result.id.indexOf("_") + 1));
  const matches = async (q) => {
    const index = await load(), lists = await Promise.all((q ? parts(q) : [null]).map(async (p) => (await index.search(p)).results));
    const [list = [], ...others] = lists;
    return others.reduce((left, other) => { const ids = new Set(other.map((r) => r.id)); return left.filter((r) => ids.has(r.id)) }, list);
  };

  async function search() {
    const wanted = asked(), mine = ++run, chosen = FACETS.some((f) => wanted[f].length);
    box.value = wanted.q;
    sort.value = wanted.sort;
    if (!wanted.q && !chosen) { found = []; shown = []; return show(wanted, null) }
    section.setAttribute("aria-busy", "true");
    status.textContent = say.busy;
    try {
      const all = shards.length ? await matches(wanted.q) : [];
      const known = shards.length && (chosen || wanted.sort || !wanted.q || narrow.open || +say.count <= SMALL) ? await rows() : null;
      if (mine !== run) return;
      found = all;
      const fits = (r, but) => FACETS.every((f) => f === but || !wanted[f].length || row(known, r)?.[f].some((v) => wanted[f].includes(v)));
      shown = chosen ? found.filter((r) => fits(r)) : [...found];
      const order = wanted.sort || (wanted.q ? "" : "newest"), sign = order === "oldest" ? 1 : -1;
      const day = (r) => row(known, r)?.date || 0;
      if (order) shown.sort((a, b) => !day(a) - !day(b) || sign * (day(a) - day(b) || row(known, a)?.place - row(known, b)?.place));
      await show(wanted, known && ((f) => found.filter((r) => fits(r, f)).flatMap((r) => row(known, r)?.[f] || [])));
    } catch (error) {
      if (mine !== run) return;
      console.error(error);
      section.removeAttribute("aria-busy");
      status.textContent = say.failed;
    }
  }

  /* ---- what is shown */
  const label = (facet, value) => facet === "lang" ? new Intl.DisplayNames([lang], { type: "language" }).of(value) : value;
  const element = (name, text, attributes = {}) => Object.assign(document.createElement(name), { textContent: text, ...attributes });
  async function show(wanted, values) {
    const mine = run;
    hits.replaceChildren();
    at_ = 0;
    drawFacets(wanted, values);
    chips.replaceChildren(...FACETS.flatMap((f) => wanted[f].map((value) => {
      const chip = element("button", "", { type: "button", onclick: () => { $("#results").focus(); go({ [f]: wanted[f].filter((v) => v !== value) }) } });
      chip.append(element("span", `${say.remove} `, { className: "vh" }), element("bdi", label(f, value)));
      return chip;
    })));
    const any = wanted.q || FACETS.some((f) => wanted[f].length);
    narrow.hidden = !any;
    $(".order").hidden = !shown.length || !any;
    await next();
    if (mine !== run) return;
    section.removeAttribute("aria-busy");
    if (!any) return status.replaceChildren();
    const rule = shown.length ? new Intl.PluralRules(lang).select(shown.length) : "zero";
    status.replaceChildren(...(say[rule] || say.other).split(/(\{[nq]\})/).map((part) =>
      part === "{n}" ? element("b", number(shown.length)) : part === "{q}" ? element("b", wanted.q || say.any, { dir: "auto" }) : part));
  }
  function drawFacets(wanted, values) {
    for (const facet of FACETS) {
      const set = $(`[data-facet=${facet}]`), held = document.activeElement?.name === facet && document.activeElement.value;
      const counts = new Map(wanted[facet].map((v) => [v, 0]));
      for (const value of values ? values(facet) : []) counts.set(value, (counts.get(value) || 0) + 1);
      const order = facet === "year" ? (a, b) => (a[0] < b[0] ? 1 : -1) : (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
      const all = [...counts].sort(order), kept = all.filter(([v], i) => i < SHOWN || wanted[facet].includes(v));
      set.replaceChildren(set.firstElementChild, ...kept.map(([value, count]) => {
        const line = element("label", "");
        line.append(element("input", "", { type: "checkbox", name: facet, value, checked: wanted[facet].includes(value) }),
          element("bdi", label(facet, value)), element("span", number(count), { className: "num" }));
        return line;
      }));
      set.hidden = !values || !kept.length;
      if (held) [...set.querySelectorAll("input")].find((i) => i.value === held)?.focus();
    }
  }
  async function next() {
    const from = at_, batch = shown.slice(from, from + PAGE), mine = run;
    at_ += batch.length;
    const made = (await Promise.all(batch.map((r) => r.data()))).map(hit);
    if (mine !== run) return;
    hits.append(...made);
    const left = Math.min(PAGE, shown.length - at_);
    more.hidden = left <= 0;
    more.textContent = say.more.replace("{n}", number(left));
    return made[0];
  }
  function hit(found) {
    const made = $("#hit").content.firstElementChild.cloneNode(true), get = (s) => made.querySelector(s);
    const { title = "", source, date, iso, how, lang: tongue } = found.meta, link = get("a"), time = get("time"), src = get(".src");
    if (source) { src.textContent = source; src.className = "src p-author h-card"; src.dir = "auto" }
    time.textContent = date;
    if (iso) time.dateTime = iso; else time.replaceWith(element("span", date));
    if (how !== "captured") get(".cap").remove();
    for (const one of made.querySelectorAll("[data-how]")) if (one.dataset.how !== how) one.remove();
    link.href = say.root + found.url.slice(1);
    link.append(...marked(bare(title)));
    for (const text of [get("h3"), get(".sum")]) { text.dir = "auto"; if (tongue) text.lang = tongue }
    const bits = found.excerpt.split(/(<\/?mark>)/).filter(Boolean);
    get(".sum").append("… ", ...bits.filter((b) => !b.startsWith("<")).length ? pieces(bits) : "", " …");
    return made;
  }
  const pieces = (bits) => {
    let inside = false;
    return bits.flatMap((bit) => {
      if (/^<\/?mark>$/.test(bit)) { inside = bit === "<mark>"; return [] }
      const text = bare(bit.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
      return [inside ? element("mark", text) : text];
    });
  };
  /* A headline with the words of the query marked, by their stems as near as letters tell. */
  const marked = (title) => {
    const words = parts(asked().q).join(" ").match(new RegExp(`[${LETTER}]+`, "gu")) || [];
    const stems = words.map((w) => w.length > 6 ? w.slice(0, -3) : w.length > 3 ? w.slice(0, -1) : w);
    if (!stems.length) return [title];
    const pattern = new RegExp(`(?<![${LETTER}])(${AL}?(?:${stems.join("|")})[${LETTER}]*)`, "giu");
    return title.split(pattern).map((part, i) => i % 2 ? element("mark", part) : part);
  };

  form.addEventListener("submit", (event) => { event.preventDefault(); go({ q: box.value.trim() }) });
  box.addEventListener("focus", () => { if (shards.length) load().catch(() => {}) }, { once: true });
  sort.addEventListener("change", () => go({ sort: sort.value }));
  narrow.addEventListener("toggle", () => { if (narrow.open && !table) search() });
  narrow.addEventListener("change", ({ target: { name } }) => go({ [name]: [...narrow.querySelectorAll(`[name=${name}]:checked`)].map((i) => i.value) }));
  more.addEventListener("click", async () => (await next())?.querySelector("a").focus());
  addEventListener("popstate", search);
  if (+say.count <= SMALL) narrow.open = matchMedia("(min-width: 56rem)").matches;
  search();
})();
