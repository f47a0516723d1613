/* What the search page asks of the index: which reports a query finds, and what they are narrowed and ordered by.
   The index is Pagefind's, in parts by period; this file knows where they are and how words were put into them. */
const FACETS = ["year", "source", "tag", "lang"];
const RANKING = { metaWeights: { title: 8, source: 1 }, termFrequency: .6, pageLength: .4, termSimilarity: 2 };
// An Arabic article with what is written in one word with it. The index has a ^ after each, so as to know the noun too.
const ARTICLE = "[وف]?(?:[بك]?ال|لل)";
const bare = (text) => text.replace(/(?<=[ال]ل)\^(?=\p{L})/gu, "");

export function open({ index, shards, common }) {
  const parts = (shards.match(/\S+/g) || []).map((name) => new URL(`${index}${name}/`, location).href);
  const usual = new Set(common.split(" "));
  let engine, table;

  const load = () => engine ||= (async () => {
    const [first, ...rest] = parts, options = { baseUrl: "/", ranking: RANKING };
    const { createInstance } = await import(`${first}pagefind.js`);
    const made = createInstance({ basePath: first, noWorker: true, ...options });
    await Promise.all(rest.map((part) => made.mergeIndex(part, options)));
    return made;
  })().catch((error) => { engine = null; throw error });

  /* Phrases in quotation marks, then the other words; the commonest are left out where any other is left. */
  const terms = (q) => {
    const phrases = [];
    const loose = q.replace(/[“”„«»]/g, '"').replace(/"[^"]+"/g, (phrase) => (phrases.push(phrase), " ")).match(/[^\s"]+/g) || [];
    const telling = loose.filter((word) => !usual.has(word.toLowerCase()));
    const kept = telling.length || phrases.length ? telling : loose;
    return [...phrases, ...kept.map((word) => word.replace(RegExp(`^${ARTICLE}(?=\\p{L}{3})`, "u"), ""))];
  };

  return {
    facets: FACETS,
    parts,
    load,

    /* Results, the best first, each of which holds every term: Pagefind passes over words that a part does not know. */
    async find(q) {
      if (!parts.length) return [];
      const made = await load(), asked = terms(q), lists = asked.length > 1 ? [asked.join(" ").replace(/"/g, ""), ...asked] : [asked[0] ?? null];
      const [found, ...holding] = await Promise.all(lists.map(async (term) => (await made.search(term)).results));
      return holding.reduce((left, results) => {
        const ids = new Set(results.map(({ id }) => id));
        return left.filter(({ id }) => ids.has(id));
      }, found);
    },

    /* For a result, what it is narrowed and ordered by: a table of 9 bytes a report, loaded when first asked for. */
    rows: () => table ||= Promise.all(parts.map(async (part) => (await fetch(`${part}facets.json`, { cache: "no-cache" })).json())).then((tables) => {
      const made = new Map();
      for (const part of tables) part.ids.split(" ").forEach((id, i) => {
        const named = FACETS.map((facet) => [facet, part[facet].of[i].map((n) => part[facet].names[n])]);
        made.set(id, { date: part.date[i], place: made.size, ...Object.fromEntries(named) });
      });
      const unknown = { date: 0, place: 0, ...Object.fromEntries(FACETS.map((facet) => [facet, []])) }; // of a newer index
      return (result) => made.get(result.id.split("_")[1]) || unknown;
    }, (error) => { table = null; throw error }),

    /* A headline, and an excerpt of the text: every other piece is a match. */
    headline(title, q) {
      const stems = terms(q).join(" ").match(/[\p{L}\p{N}]+/gu)?.map((word) => word.slice(0, word.length > 5 ? -2 : 9));
      return stems ? bare(title.replace(RegExp(`(?<![\\p{L}\\p{N}^])(?:${ARTICLE}\\^)?(?:${stems.join("|")})[\\p{L}\\p{N}\\p{M}]*`, "giu"), "\0$&\0")).split("\0") : [bare(title)];
    },
    excerpt({ excerpt, content }) {
      const pieces = bare(excerpt).split(/<\/?mark>/).map((piece) => piece.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
      const text = pieces.join(""), whole = bare(content);
      if (!whole.startsWith(text)) pieces[0] = `… ${pieces[0]}`;
      if (!whole.endsWith(text)) pieces.push(`${pieces.pop()} …`);
      return pieces;
    },
  };
}
