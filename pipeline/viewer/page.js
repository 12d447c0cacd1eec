// The page of a release. Text from documents becomes text nodes and nothing else; the policy of the page forbids the rest.
"use strict";
(() => {
const DATA = JSON.parse(document.getElementById("data").textContent);
const TYPES = ["personal_experience", "quantity", "correlation_causation", "laws_rules", "prediction", "other"];
const LAYERS = { type: "claim types", check: "check-worthiness", claimer: "claimers and cues", quantities: "quantities",
  dates: "dates", hedges: "hedges", entities: "entities", repairs: "repairs" };
const FILTERS = [["claim_type", "Type"], ["checkworthiness", "Check-worthiness"], ["claimer", "Claimer"],
  ["claimer_kind", "Kind of claimer"], ["quote_type", "Quotation"], ["certainty", "Certainty"], ["polarity", "Polarity"],
  ["entity", "Entity"], ["source", "Source"], ["split", "Split"], ["relation", "Link"]];
const TYPED = new Set(["claimer", "entity"]); // of too many values for a menu
const SORTS = { document: "in reading order", worthy: "most check-worthy first", doubtful: "least confident first",
  claimer: "by claimer", long: "longest first" };
const PAGE = 50;
const LISTED = ["doc_id", "title", "key", "text", "source", "published", "split", "n_claims", "n_sentences"];
const CONTEXT = 32; // characters on either side of a quotation, as the project's own exports give

// --- Elements -------------------------------------------------------------------------------------------------------
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.flat().filter(child => child != null && child !== false));
  return node;
}
const words = name => String(name).replaceAll("_", " ");
const number = value => value == null ? "–" : value.toLocaleString("en");
const chip = type => el("span", { class: `chip ${type}` }, words(type));
const say = text => { document.getElementById("status").textContent = text; };
const options = (values, chosen, first) => [first != null && el("option", { value: "" }, first),
  ...values.map(value => el("option", { value, selected: value === chosen }, words(value) || "–"))];

// --- Rows: the columns as pipeline/viewer/columns.py writes them ----------------------------------------------------
class Rows {
  constructor(table) { this.length = table?.rows ?? 0; this.columns = table?.columns ?? {}; }
  get(name, row) {
    const column = this.columns[name];
    if (column.codes) return column.values[column.codes[row]] ?? null;
    if (column.plain) return column.plain[row];
    return column.lists[row].map(one => Object.fromEntries(column.fields.map((field, place) => [field, one[place]])));
  }
  row(row, names = Object.keys(this.columns)) { return Object.fromEntries(names.map(name => [name, this.get(name, row)])); }
  // Whether a value fits, asked once of each where values repeat.
  test(name, fits) {
    const column = this.columns[name];
    if (!column.codes) return row => fits(column.plain[row]);
    const good = column.values.map(fits), none = fits(null);
    return row => column.codes[row] == null ? none : good[column.codes[row]];
  }
  index(name) {
    const found = new Map();
    for (let row = 0; row < this.length; row++) {
      const key = this.get(name, row);
      if (found.has(key)) found.get(key).push(row); else found.set(key, [row]);
    }
    return found;
  }
}

// Offsets count code points; a string of JavaScript counts UTF-16 units.
class Text {
  constructor(text) {
    this.text = text;
    if (/[\ud800-\udfff]/.test(text)) {
      this.places = [0];
      for (const character of text) this.places.push(this.places.at(-1) + character.length);
    }
  }
  slice(start, end) { return this.places ? this.text.slice(this.places[start], this.places[end]) : this.text.slice(start, end); }
  get length() { return this.places ? this.places.length - 1 : this.text.length; }
}

// --- Where rows come from: the page itself --------------------------------------------------------------------------
class Embedded {
  constructor(tables) {
    for (const name of ["documents", "sentences", "claims", "duplicates", "claim_links"]) this[name] = new Rows(tables[name]);
    this.docRow = new Map([...Array(this.documents.length).keys()].map(row => [this.documents.get("doc_id", row), row]));
    this.docClaims = this.claims.index("doc_id");
    this.texts = new Map();
  }
  text(id) {
    if (!this.texts.has(id)) this.texts.set(id, new Text(this.documents.get("text", this.docRow.get(id))));
    return this.texts.get(id);
  }
  claim(row) {
    const one = this.claims.row(row), whole = this.text(one.doc_id);
    one.text = whole.slice(one.start, one.end);
    return one;
  }
  said(row) { return this.text(this.claims.get("doc_id", row)).slice(this.claims.get("start", row), this.claims.get("end", row)); }
  // What a first search would have to wait for, done while nobody waits.
  warm() {
    const works = [() => this.lower, () => this.names, () => this.docOf, ...Object.keys(SORTS).map(sort => () => this.order(sort)),
      ...FILTERS.map(([filter]) => () => this.values(filter)), () => this.related, () => this.linksOf, () => this.sentenceRow, () => this.docSentences];
    const next = () => {
      const work = works.shift();
      if (!work) { document.getElementById("app").dataset.ready = ""; return; }
      work();
      requestIdleCallback(next);
    };
    requestIdleCallback(next);
  }
  get claimRow() { return this._claimRow ??= new Map([...Array(this.claims.length).keys()].map(row => [this.claims.get("claim_id", row), row])); }
  get sentenceRow() { return this._sentenceRow ??= new Map([...Array(this.sentences.length).keys()].map(row => [this.sentences.get("sentence_id", row), row])); }
  get docSentences() { return this._docSentences ??= this.sentences.index("doc_id"); }
  get linksOf() {
    if (!this._linksOf) {
      this._linksOf = new Map();
      for (let row = 0; row < this.claim_links.length; row++) {
        const link = this.claim_links.row(row);
        for (const [id, other] of [[link.claim_id_a, link.claim_id_b], [link.claim_id_b, link.claim_id_a]]) {
          if (!this._linksOf.has(id)) this._linksOf.set(id, []);
          this._linksOf.get(id).push({ ...link, other, later: id === link.claim_id_b });
        }
      }
    }
    return this._linksOf;
  }
  async locate(id) {
    if (this.docRow.has(id)) return id;
    if (this.claimRow.has(id)) return this.claims.get("doc_id", this.claimRow.get(id));
    return this.sentenceRow.has(id) ? this.sentences.get("doc_id", this.sentenceRow.get(id)) : null;
  }
  async document(id) {
    const doc = this.documents.row(this.docRow.get(id));
    doc.whole = this.text(id);
    doc.units = (this.docSentences.get(id) ?? []).map(row => this.sentences.row(row));
    doc.claims = new Map((this.docClaims.get(id) ?? []).map(row => this.claim(row)).map(one => [one.sentence_id, one]));
    for (const one of doc.claims.values()) one.links = (this.linksOf.get(one.claim_id) ?? []).map(link => ({ ...link, ...this.told(link.other) }));
    doc.copies = [...Array(this.duplicates.length).keys()].map(row => this.duplicates.row(row)).filter(one => one.kept_doc_id === id);
    return doc;
  }
  told(id) {
    if (!this.claimRow.has(id)) return {};
    const one = this.claim(this.claimRow.get(id));
    return { text: one.text, title: name(this.documents.row(this.docRow.get(one.doc_id), ["title", "key"])), shown: true };
  }
  async around(id) {
    const row = this.docRow.get(id), at = place => place >= 0 && place < this.documents.length ? this.documents.get("doc_id", place) : null;
    return [at(row - 1), at(row + 1)];
  }
  async list(query, sort, offset, size) {
    const wanted = query.toLowerCase();
    let rows = [...Array(this.documents.length).keys()].filter(row => ["title", "key", "source"].some(
      column => (this.documents.get(column, row) ?? "").toLowerCase().includes(wanted)));
    if (sort !== "key") rows.sort((a, b) => this.documents.get(sort, b) - this.documents.get(sort, a) || a - b);
    return { total: rows.length, rows: rows.slice(offset, offset + size).map(row => this.documents.row(row, LISTED)) };
  }
  get lower() { return this._lower ??= [...Array(this.claims.length).keys()].map(row => this.said(row).toLowerCase()); }
  get docOf() { return this._docOf ??= Int32Array.from({ length: this.claims.length }, (_, row) => this.docRow.get(this.claims.get("doc_id", row))); }
  // The claims that have a link of each relation.
  get related() {
    if (!this._related) {
      this._related = new Map();
      for (let row = 0; row < this.claim_links.length; row++) {
        const relation = this.claim_links.get("relation", row);
        if (!this._related.has(relation)) this._related.set(relation, new Uint8Array(this.claims.length));
        for (const side of ["claim_id_a", "claim_id_b"]) {
          const claim = this.claimRow.get(this.claim_links.get(side, row));
          if (claim !== undefined) this._related.get(relation)[claim] = 1;
        }
      }
    }
    return this._related;
  }
  // Each name in small letters, with the claims that hold it.
  get names() {
    if (!this._names) {
      this._names = new Map();
      for (let row = 0; row < this.claims.length; row++) for (const entity of this.entities(row)) {
        const name = entity.toLowerCase();
        if (this._names.has(name)) this._names.get(name).push(row); else this._names.set(name, [row]);
      }
    }
    return this._names;
  }
  entities(row) {
    const whole = this.text(this.claims.get("doc_id", row));
    const { fields, lists } = this.claims.columns.entities, start = fields.indexOf("start"), end = fields.indexOf("end");
    return lists[row].map(one => whole.slice(one[start], one[end]));
  }
  values(filter) {
    this.known ??= new Map();
    if (!this.known.has(filter)) this.known.set(filter, this.counted(filter));
    return this.known.get(filter);
  }
  counted(filter) {
    if (filter === "relation") return [...new Set([...Array(this.claim_links.length).keys()].map(row => this.claim_links.get("relation", row)))].sort();
    const table = ["source", "split"].includes(filter) ? this.documents : this.claims, counts = new Map();
    for (let row = 0; row < table.length; row++) {
      const found = filter === "entity" ? this.entities(row) : [table.get(filter, row)];
      for (const value of found) if (value != null) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 500).map(([value]) => value);
  }
  test(filter, value) {
    const small = value.toLowerCase(), equal = one => one === value;
    if (filter === "entity") {
      const fits = new Uint8Array(this.claims.length);
      for (const [name, rows] of this.names) if (name.includes(small)) for (const row of rows) fits[row] = 1;
      return row => fits[row];
    }
    if (filter === "relation") { const fits = this.related.get(value); return row => fits?.[row]; }
    if (filter === "source" || filter === "split") { const fits = this.documents.test(filter, equal), docOf = this.docOf; return row => fits(docOf[row]); }
    return this.claims.test(filter, filter === "claimer" ? one => (one ?? "").toLowerCase().includes(small) : equal);
  }
  // All claims in an order, sorted once.
  order(sort) {
    this.orders ??= new Map();
    if (!this.orders.has(sort)) this.orders.set(sort, this.ordered(sort));
    return this.orders.get(sort);
  }
  ordered(sort) {
    if (!(sort in SORTS) || sort === "document") return [...this.docRow.keys()].flatMap(id => this.docClaims.get(id) ?? []);
    const rows = [...this.order("document")];
    const by = { worthy: row => -this.claims.get("checkworthy_score", row), doubtful: row => this.claims.get("confidence", row),
      long: row => this.claims.get("start", row) - this.claims.get("end", row), claimer: row => this.claims.get("claimer", row) }[sort];
    const keys = [];
    for (const row of rows) keys[row] = by(row);
    return rows.sort((a, b) => compare(keys[a], keys[b]));
  }
  async find(filters, sort, offset, size) {
    const tests = FILTERS.filter(([filter]) => filters[filter]).map(([filter]) => this.test(filter, filters[filter]));
    const wanted = (filters.q ?? "").toLowerCase().split(/\s+/).filter(Boolean);
    if (wanted.length) { const lower = this.lower; tests.push(row => wanted.every(word => lower[row].includes(word))); }
    const rows = this.order(sort || "document").filter(row => tests.every(test => test(row)));
    const hits = rows.slice(offset, offset + size).map(row => ({ claim: this.claim(row), doc: this.documents.row(this.docOf[row], ["title", "key"]) }));
    return { total: rows.length, hits };
  }
}
// --- Where rows come from: a server on this machine that reads the release as it is asked -----------------------------
class Refused extends Error {}
class Served {
  constructor(address) { this.address = address; }
  async ask(what, values) {
    const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value != null && value !== ""));
    const answer = await fetch(`${this.address}${what}?${query}`);
    const told = await answer.json();
    if (!answer.ok) throw new Refused(told.error);
    return told;
  }
  locate(id) { return this.ask("locate", { id }); }
  around(id) { return this.ask("around", { id }); }
  async document(id) {
    const tables = await this.ask("document", { id }), doc = await new Embedded(tables).document(id), linked = new Rows(tables.linked);
    const told = new Map(objects(linked).map(one => [one.claim_id, { text: one.text, title: name(one), shown: true }]));
    for (const claim of doc.claims.values()) claim.links = claim.links.map(link => ({ ...link, ...told.get(link.other) }));
    return doc;
  }
  async list(q, sort, from, size) {
    const { total, documents } = await this.ask("list", { q, sort, from, size });
    return { total, rows: objects(new Rows(documents)) };
  }
  values(filter) { return this.ask("values", { filter }); }
  async find(filters, sort, from, size) {
    const { total, claims, documents } = await this.ask("find", { ...filters, sort, from, size });
    const docs = new Map(objects(new Rows(documents)).map(doc => [doc.doc_id, doc]));
    return { total, hits: objects(new Rows(claims)).map(claim => ({ claim, doc: docs.get(claim.doc_id) })) };
  }
}
const objects = rows => [...Array(rows.length).keys()].map(row => rows.row(row));
const compare = (a, b) => a === b ? 0 : a == null ? 1 : b == null ? -1 : a < b ? -1 : 1;
const name = doc => doc.title || doc.key;
const source = DATA.server ? new Served(DATA.server) : new Embedded(DATA.tables);

// --- Reader ---------------------------------------------------------------------------------------------------------
const layers = new Set(["type", "check", "claimer", "quantities", "dates", "hedges"]);
let open = null; // the document on the screen
let rawShown = false; // its raw file beside it

function marks(claim) {
  if (!claim) return [];
  const found = ["quantities", "dates", "hedges", "entities"].flatMap(kind => claim[kind].map(one => ({ ...one, kind })));
  for (const kind of ["claimer", "cue"]) if (claim[`${kind}_start`] != null) found.push({ start: claim[`${kind}_start`], end: claim[`${kind}_end`], kind });
  return found;
}

// The places of a document, in order, that lie inside a stretch of its text.
function within(places, start, end) {
  let low = 0, high = places.length;
  while (low < high) { const middle = low + high >> 1; if (places[middle].start < start) low = middle + 1; else high = middle; }
  const found = [];
  for (; low < places.length && places[low].start < end; low++) if (places[low].end > start) found.push(places[low]);
  return found;
}

// A stretch of text with its marks, cut wherever one begins or ends, because marks may cross.
function marked(doc, start, end, found) {
  const inside = found.filter(mark => mark.start < end && mark.end > start);
  const changed = within(doc.repaired, start, end);
  const cuts = [...new Set([start, end, ...inside.flatMap(mark => [mark.start, mark.end]), ...changed.map(one => one.start)])]
    .filter(cut => cut >= start && cut <= end).sort((a, b) => a - b);
  return cuts.slice(0, -1).flatMap((from, place) => {
    const to = cuts[place + 1], text = doc.whole.slice(from, to);
    const kinds = inside.filter(mark => mark.start <= from && mark.end >= to).map(mark => `m-${mark.kind}`);
    const repair = changed.filter(one => one.start === from).map(one => el("span", { class: "repair" }, `[${one.raw == null ? bytes(one) : visible(one.raw)}]`));
    return [...repair, kinds.length ? el("span", { class: [...new Set(kinds)].join(" ") }, text) : text];
  });
}

// What has no shape of its own, made visible.
const SHAPES = { "\n": "␊\n", "\r": "␍", "\t": "␉", " ": "␣" };
const visible = raw => raw.replace(/[\p{C}\p{Z}]/gu, one => SHAPES[one] ?? `⟨U+${one.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`);
const bytes = one => `bytes ${one.raw_start}–${one.raw_end}`;
const mended = (doc, one) => el("mark", { title: `${bytes(one)}: ${one.start < one.end ? `became “${doc.whole.slice(one.start, one.end)}”` : "dropped"}` },
  one.raw == null ? `[${bytes(one)}]` : visible(one.raw));

// The raw item is the clean text with the bytes of each repair in their place: two readers that walk through both at once.
function walker(doc) {
  let at = 0, next = 0;
  return (end, including) => {
    const nodes = [];
    for (let one; (one = doc.repaired[next]) && (one.start < end || including && one.end <= end); next++) {
      nodes.push(doc.whole.slice(at, one.start), mended(doc, one));
      at = one.end;
    }
    nodes.push(doc.whole.slice(at, end));
    at = end;
    return nodes;
  };
}

function rawFile(doc) {
  const walk = walker(doc);
  const nodes = doc.units.flatMap(one => [...walk(one.start, true), el("span", { "data-raw": one.sentence_id }, walk(one.end, false))]);
  return el("section", { class: "panel", id: "raw", "aria-label": "Raw file", tabindex: "0" }, el("h2", {}, "Raw file"),
    el("p", { class: "soft" }, `${doc.key}, ${number(doc.raw_bytes)} bytes. Marked: ${number(doc.repaired.length)} ${doc.repaired.length === 1 ? "place" : "places"} that cleaning changed.`,
      !doc.raw_told && " Their bytes are not told: this page was made without the raw files, or this text was masked or corrected. A character that took the place of another stands here as it became."),
    el("div", { class: "raw" }, nodes, walk(doc.whole.length, true)));
}

// The bytes behind a unit, where they are not simply its text.
function rawWords(doc, one) {
  const inside = within(doc.repaired, one.start, one.end);
  if (!inside.length) return null;
  let at = one.start;
  const nodes = inside.flatMap(place => { const before = doc.whole.slice(at, place.start); at = place.end; return [before, mended(doc, place)]; });
  return el("div", { class: "raw" }, nodes, doc.whole.slice(at, one.end));
}

function showRaw(on) {
  rawShown = on;
  document.getElementById("raw")?.remove();
  if (!on || !open.whole.length) return;
  document.querySelector(".side").append(rawFile(open));
  pointRaw();
}

// The raw file shows the place of the chosen unit.
function pointRaw() {
  const pane = document.getElementById("raw"), now = document.querySelector(".unit[aria-current]")?.dataset.unit;
  for (const one of pane?.querySelectorAll("[data-raw]") ?? []) {
    const here = one.dataset.raw === now;
    one.classList.toggle("now", here);
    if (here) pane.scrollTop = one.offsetTop - pane.clientHeight / 3;
  }
}

function unit(doc, one, start = one.start, end = one.end) {
  const claim = doc.claims.get(one.sentence_id);
  const href = claim ? `#claim/${claim.claim_id}` : `#sentence/${one.sentence_id}`;
  return el("a", { class: ["unit", one.kind, claim && `claim ${claim.claim_type} ${claim.checkworthiness}`].filter(Boolean).join(" "),
    href, "data-unit": one.sentence_id }, marked(doc, start, end, marks(claim)));
}

// The cells of a table row, without the bars between them.
function cells(doc, one) {
  const text = Array.from(doc.whole.slice(one.start, one.end)), found = [];
  let from = 0;
  for (let place = 0; place <= text.length; place++) {
    if (place === text.length || text[place] === "|" || text[place] === "\t") {
      let [start, end] = [from, place];
      while (start < end && !text[start].trim()) start++;
      while (end > start && !text[end - 1].trim()) end--;
      if (start < end || (from > 0 && place < text.length)) found.push([one.start + start, one.start + end]);
      from = place + 1;
    }
  }
  return found;
}

const BULLET = /^\s*([-*•‣▪●o–—+]|\(?\w{1,3}[.)])\s/;
const GROUPS = { list_item: "list", table_header: "table", table_row: "table" };

function flow(doc) {
  const blocks = [];
  for (const one of doc.units) {
    const group = GROUPS[one.kind], last = blocks.at(-1);
    if (last && (group ? last.group === group : !last.group && last.block === one.block && last.kind === one.kind)) last.units.push(one);
    else blocks.push({ group, block: one.block, kind: one.kind, units: [one] });
  }
  return blocks.map(block => drawn(doc, block));
}

function drawn(doc, { group, kind, units }) {
  if (group === "table") return el("div", { class: "scroll" }, el("table", {}, el("tbody", {}, units.map(one => row(doc, one)))));
  if (group === "list") {
    const bulleted = units.every(one => BULLET.test(doc.whole.slice(one.start, one.end)));
    return el("ul", { class: bulleted && "bulleted" }, units.map(one => el("li", {}, unit(doc, one))));
  }
  const inner = units.flatMap((one, place) => [place > 0 && " ", unit(doc, one)]);
  const tag = { title: "h2", heading: "h3", pull_quote: "blockquote" }[kind] ?? "p";
  return el(tag, { class: tag === "p" && kind !== "sentence" && kind }, inner);
}

const row = (doc, one) => el("tr", {}, cells(doc, one).map(([start, end]) =>
  el(one.kind === "table_header" ? "th" : "td", {}, start < end && unit(doc, one, start, end))));

function layerBox(doc) {
  return el("fieldset", {}, el("legend", {}, "Show"), Object.entries(LAYERS).map(([layer, title]) => el("label", { class: "inline" },
    el("input", { type: "checkbox", checked: layers.has(layer), onchange: event => {
      layers[event.target.checked ? "add" : "delete"](layer);
      document.querySelector("article").className = [...layers].map(one => `show-${one}`).join(" ");
    } }), title)), doc.whole.length > 0 && el("label", { class: "inline" }, el("input", { type: "checkbox", id: "beside", checked: rawShown,
    onchange: event => showRaw(event.target.checked) }), "raw file beside"));
}

async function showDocument(id) {
  const doc = await source.document(id), [before, after] = await source.around(id);
  const go = (to, title) => to ? el("a", { class: "button", href: `#doc/${to}`, rel: title === "Previous" ? "prev" : "next" }, title) : null;
  const about = [["Source", doc.source], ["Published", doc.published ?? "not stated"], ["Address", doc.url], ["Split", doc.split], ["Licence", doc.license],
    ["Units", `${doc.n_sentences}, ${doc.n_claims} of them claims`], ["Id", el("a", { href: `#doc/${id}` }, el("code", {}, id))],
    ["Raw file", el("span", {}, el("code", {}, doc.key), `, ${number(doc.raw_bytes)} bytes, ${doc.raw_encoding}`)], ["SHA-256", el("code", {}, doc.raw_sha256)],
    ["Repairs", doc.repairs.length ? doc.repairs.map(one => `${words(one.rule)} ${one.count}`).join(", ") : "none"],
    ["At raw bytes", doc.repaired.length ? doc.repaired.slice(0, 20).map(one => `${one.raw_start}–${one.raw_end}`).join(", ") + (doc.repaired.length > 20 ? ` and ${number(doc.repaired.length - 20)} more` : "") : null],
    ["Copies", doc.copies.length ? doc.copies.map(one => `${one.removed_key} (${one.method}, ${one.similarity})`).join(", ") : "none"],
    ["Trace", el("code", {}, `python -m pipeline explain ${id}`)]];
  const legend = el("p", { class: "soft" }, "Types: ", TYPES.flatMap(type => [chip(type), " "]), " ● check-worthy ○ factual, but unimportant");
  const panel = el("aside", { class: "panel", id: "details", "aria-label": "Details", tabindex: "-1", hidden: true });
  const body = doc.whole.length ? flow(doc) : el("p", { class: "notice" }, "The text may not be passed on, so this release holds its labels and offsets without its words.");
  view(name(doc), "docs", [
    el("div", { class: "bar-line" }, el("a", { href: "#docs" }, "All documents"), go(before, "Previous"), go(after, "Next")),
    el("h1", { tabindex: "-1" }, name(doc)),
    el("p", { class: "meta" }, `${doc.source} · ${doc.split} · ${doc.n_claims} claims in ${doc.n_sentences} units`),
    el("details", {}, el("summary", {}, "About this document"), el("div", { class: "panel" }, facts(about))),
    layerBox(doc), legend,
    el("div", { class: "reader" }, el("article", { class: [...layers].map(one => `show-${one}`).join(" "), lang: doc.language }, body), el("div", { class: "side" }, panel)),
  ]);
  open = doc;
  if (rawShown) showRaw(true);
}

const facts = pairs => el("dl", {}, pairs.filter(([, value]) => value != null).map(([title, value]) => el("div", {}, el("dt", {}, title), el("dd", {}, value))));

function select(id) {
  const one = open.units.find(({ sentence_id }) => sentence_id === id || open.claims.get(sentence_id)?.claim_id === id);
  for (const link of document.querySelectorAll(".unit[aria-current]")) link.removeAttribute("aria-current");
  if (!one) { closePanel(); return; }
  const links = [...document.querySelectorAll(`[data-unit="${one.sentence_id}"]`)];
  for (const link of links) link.setAttribute("aria-current", "true");
  const panel = document.getElementById("details");
  panel.replaceChildren(...details(one, open.claims.get(one.sentence_id)));
  panel.hidden = false;
  panel.scrollTop = 0;
  pointRaw();
  links[0].focus({ preventScroll: true });
  uncover(links[0].getBoundingClientRect(), panel.getBoundingClientRect());
  say(`Details of ${open.claims.has(one.sentence_id) ? "a claim" : "a unit"}. Press Enter again to go there.`);
}

// The panel stands beside the text, or over its lower half on a narrow screen.
function uncover(box, panel) {
  const over = panel.left < box.right, bottom = over ? Math.min(panel.top, innerHeight * .45) : innerHeight;
  if (box.top < 90 || box.bottom > bottom) scrollBy(0, box.top - (over ? 110 : innerHeight * .4));
}

function closePanel() {
  const panel = document.getElementById("details"), current = document.querySelector(".unit[aria-current]");
  if (!panel || panel.hidden) return;
  panel.hidden = true;
  for (const link of document.querySelectorAll(".unit[aria-current]")) link.removeAttribute("aria-current");
  history.replaceState(null, "", `#doc/${open.doc_id}`);
  current?.focus();
}

function listed(title, heads, rows) {
  return rows.length ? [el("h3", {}, title), el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": title }, el("table", {},
    el("thead", {}, el("tr", {}, heads.map(head => el("th", { scope: "col" }, head)))),
    el("tbody", {}, rows.map(cells => el("tr", {}, cells.map(cell => el("td", {}, cell ?? "–")))))))] : [];
}

const amount = one => one.value == null ? "–" : one.value_high == null ? number(one.value) : `${number(one.value)} to ${number(one.value_high)}`;

function details(one, claim) {
  const cut = (start, end) => open.whole.slice(start, end), said = span => cut(span.start, span.end);
  const place = [["Unit", el("a", { href: `#sentence/${one.sentence_id}` }, el("code", {}, one.sentence_id))], ["Kind", `${words(one.kind)}, number ${one.position}`],
    ["Characters", `${one.start}–${one.end}`], ["Raw bytes", [`${one.raw_start}–${one.raw_end} of ${open.key}`, rawWords(open, one) ?? (open.raw_told && ", the same characters")]], ["In documents", one.n_documents],
    ["Since version", (claim ?? one).since_version], ["Trace", el("code", {}, `python -m pipeline explain ${(claim?.claim_id) ?? one.sentence_id}`)]];
  const check = ["Check-worthiness", `${one.checkworthiness}, score ${one.checkworthy_score}`];
  const head = el("div", { class: "panel-head" }, el("h2", {}, claim ? "Claim " : words(one.kind) + " without a claim", claim && chip(claim.claim_type)),
    el("button", { type: "button", onclick: closePanel, "aria-label": "Close the details" }, "×"));
  const quote = el("blockquote", {}, cut(one.start, one.end));
  if (!claim) return [head, quote, facts([check]), el("h3", {}, "Place"), facts(place), marker(one, null)];
  return [head, quote, facts([check, ["Confidence", `${claim.confidence} that this is a claim at all`],
    ["Claimer", claim.claimer ? `${claim.claimer} (${words(claim.claimer_kind)})` : words(claim.claimer_kind)],
    ["Named as", claim.claimer_start == null ? null : `“${cut(claim.claimer_start, claim.claimer_end)}”`],
    ["Cue", claim.cue_start == null ? null : `“${cut(claim.cue_start, claim.cue_end)}”`],
    ["Quotation", words(claim.quote_type)], ["Certainty", `${claim.certainty}, ${claim.polarity}`],
    ["Hedges", claim.hedges.length ? claim.hedges.map(hedge => `“${said(hedge)}” (${words(hedge.kind)})`).join(", ") : null]]),
    ...listed("Quantities", ["words", "value", "comparator", "unit", "of", "change"], claim.quantities.map(q =>
      [said(q), amount(q), words(q.comparator), q.currency ?? q.unit, q.noun, q.change === "none" ? "–" : q.change])),
    ...listed("Dates", ["words", "TIMEX3", "value", "grain", "anchored"], claim.dates.map(date => [said(date), date.timex, date.value, date.grain, date.anchored ? "yes" : "no"])),
    ...listed("Names", ["words", "label"], claim.entities.map(entity => [said(entity), entity.label])),
    ...linked(claim),
    el("h3", {}, "Who says so"), facts([["Annotator", `${claim.annotator} ${claim.annotator_version} (${words(claim.annotator_kind)})`],
      ["Rules", claim.rules.join(", ") || "none"], ["Id", el("a", { href: `#claim/${claim.claim_id}` }, el("code", {}, claim.claim_id))]]),
    el("h3", {}, "Place"), facts(place), marker(one, claim)];
}

function linked(claim) {
  if (!claim.links.length) return [];
  return [el("h3", {}, `Linked claims (${claim.independent_sources} independent sources)`), el("ul", { class: "links" }, claim.links.map(link => el("li", {},
    `${words(link.relation)}: `, link.shown ? el("a", { href: `#claim/${link.other}` }, link.text || link.other) : `${link.other}, not on this page`,
    el("div", { class: "soft" }, [link.title, link.basis?.map?.(words).join(", "), link.score != null && `score ${link.score}`, link.evidence].filter(Boolean).join(" · ")))))];
}

// --- Review ---------------------------------------------------------------------------------------------------------
const KEPT = `claimset-review-${DATA.digest}`;
let review = { annotator: "", marks: [] };
try { review = JSON.parse(localStorage.getItem(KEPT)) ?? review; } catch { /* a browser that keeps nothing for files */ }

function keep() {
  try { localStorage.setItem(KEPT, JSON.stringify(review)); } catch { /* the marks live as long as the page */ }
  const count = document.getElementById("marked");
  count.textContent = review.marks.length;
  count.hidden = !review.marks.length;
}

// The words, with as much around them as names them alone: the selector that data/annotations asks for.
function quotation(whole, start, end) {
  for (let width = CONTEXT; ; width *= 2) {
    const quote = { exact: whole.slice(start, end), prefix: whole.slice(Math.max(0, start - width), start), suffix: whole.slice(end, Math.min(whole.length, end + width)) };
    const words = quote.prefix + quote.exact + quote.suffix, first = whole.text.indexOf(words);
    if (width > whole.length || whole.text.indexOf(words, first + 1) < 0) return quote;
  }
}

function marker(one, claim) {
  const columns = claim ? Object.keys(DATA.review) : ["checkworthiness"];
  const field = el("div", {});
  const given = el("select", { name: "column", onchange: () => fill() }, options(columns));
  const fill = () => {
    const now = (claim ?? one)[given.value], values = DATA.review[given.value];
    field.replaceChildren(el("label", {}, "Right value", values
      ? el("select", { name: "value" }, options(values.filter(value => value !== now)))
      : el("input", { name: "value", value: now ?? "", placeholder: "empty: nobody is named" })));
    current.textContent = `Now: ${now ?? "none"}`;
  };
  const current = el("p", { class: "soft" }), done = el("p", {});
  const form = el("form", { class: "form", onsubmit: event => {
    event.preventDefault();
    const said = new FormData(form), column = said.get("column"), value = said.get("value").trim() || null;
    const line = { key: open.key, ...quotation(open.whole, one.start, one.end), column, value, reason: said.get("reason").trim() };
    review.annotator = said.get("annotator").trim();
    review.marks = [...review.marks.filter(mark => mark.id !== one.sentence_id || mark.line.column !== column), { id: one.sentence_id, line }];
    keep();
    form.elements.reason.value = "";
    done.replaceChildren(`Marked: ${words(column)} is ${value ? words(value) : "nobody"}. `, el("a", { href: "#review" }, `Review and download (${review.marks.length})`));
    say("Marked");
  } }, el("label", {}, "Label", given), current, field,
    el("label", {}, "Why", el("textarea", { name: "reason", required: true, rows: 2, pattern: ".*\\S.*" })),
    el("label", {}, "Your name", el("input", { name: "annotator", required: true, value: review.annotator, autocomplete: "name" })),
    el("button", { class: "primary" }, "Mark as wrong"), done);
  fill();
  return open.whole.length ? el("details", { id: "marker" }, el("summary", {}, "A label is wrong"), form) : "";
}

const lines = () => review.marks.map(({ line }) => JSON.stringify({ ...line, annotator: review.annotator, annotator_kind: "human" }) + "\n").join("");

function download() {
  const slug = review.annotator.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "review";
  const link = el("a", { href: URL.createObjectURL(new Blob([lines()], { type: "application/jsonl" })), download: `labels-${slug}.jsonl` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function showReview() {
  const remove = mark => { review.marks = review.marks.filter(one => one !== mark); keep(); showReview(); };
  view("Review", "review", [el("h1", { tabindex: "-1" }, "Review"),
    el("p", { class: "lead" }, "Labels that you marked as wrong while reading. The file goes to ", el("code", {}, "data/annotations/"),
      "; the next build takes your labels in place of the automatic ones and names you as their annotator."),
    review.marks.length ? [
      el("div", { class: "bar-line" }, el("label", { class: "inline" }, "Your name", el("input", { value: review.annotator, autocomplete: "name",
        onchange: event => { review.annotator = event.target.value.trim() || review.annotator; event.target.value = review.annotator; keep(); } })),
        el("button", { class: "primary", type: "button", id: "download", onclick: download }, `Download ${review.marks.length} as JSON lines`)),
      el("ul", { class: "results" }, review.marks.map(mark => el("li", {}, el("a", { href: `#sentence/${mark.id}` }, mark.line.exact),
        el("p", { class: "meta" }, `${words(mark.line.column)}: ${mark.line.value ?? "none"} · ${mark.line.reason} · ${mark.line.key} `,
          el("button", { type: "button", onclick: () => remove(mark) }, "Remove", el("span", { class: "unseen" }, ` the mark on ${mark.line.exact.slice(0, 60)}`))))))]
      : el("p", { class: "notice" }, "Nothing is marked yet. Choose a claim in a document and open “A label is wrong”.")]);
}

// --- Lists ----------------------------------------------------------------------------------------------------------
function pager(total, offset, hash) {
  const at = place => place >= 0 && place < total ? hash(place) : null;
  const go = (href, title, rel) => href ? el("a", { class: "button", href, rel }, title) : null;
  return el("div", { class: "bar-line" }, el("p", { id: "total" }, total ? `${number(offset + 1)}–${number(Math.min(offset + PAGE, total))} of ${number(total)}` : "Nothing fits."),
    go(at(offset - PAGE), "Previous", "prev"), go(at(offset + PAGE), "Next", "next"));
}

const address = (view, values) => {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value)).toString();
  return query ? `#${view}?${query}` : `#${view}`;
};

// Values typed into a form change the address, and the address alone decides what is shown.
function onTyping(form, view) {
  let waiting;
  const go = () => { history.replaceState(null, "", address(view, Object.fromEntries(new FormData(form)))); update(); };
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(go, 120); });
  form.addEventListener("submit", event => { event.preventDefault(); clearTimeout(waiting); go(); });
}

async function showDocuments(query) {
  const values = Object.fromEntries(query), offset = Number(values.from) || 0;
  const { total, rows } = await source.list(values.q ?? "", values.sort || "key", offset, PAGE);
  const found = el("div", { id: "found" }, pager(total, offset, from => address("docs", { ...values, from })), el("ul", { class: "results" }, rows.map(doc => el("li", {},
    el("a", { href: `#doc/${doc.doc_id}` }, el("strong", {}, name(doc))),
    doc.text && el("p", {}, Array.from(doc.text.slice(0, 400).replace(/\s+/g, " ")).slice(0, 160).join("") + "…"),
    el("p", { class: "meta" }, [doc.source, doc.published, doc.split, `${doc.n_claims} claims in ${doc.n_sentences} units`, doc.key].filter(Boolean).join(" · "))))));
  if (refill("docs", found)) return;
  const form = el("form", { class: "filters", role: "search" },
    el("label", {}, "Title, key or source", el("input", { type: "search", name: "q", id: "search", value: values.q })),
    el("label", {}, "Order", el("select", { name: "sort" }, [["key", "by key"], ["n_claims", "most claims first"], ["n_sentences", "longest first"]]
      .map(([value, title]) => el("option", { value: value === "key" ? "" : value, selected: value === values.sort }, title)))));
  onTyping(form, "docs");
  view("Documents", "docs", [el("h1", { tabindex: "-1" }, "Documents"), form, found]);
}

async function showFind(query) {
  const values = Object.fromEntries(query), offset = Number(values.from) || 0, began = performance.now();
  const { total, hits } = await source.find(values, values.sort, offset, PAGE);
  const found = el("div", { id: "found" }, pager(total, offset, from => address("find", { ...values, from })), el("ol", { class: "results", start: offset + 1 }, hits.map(({ claim, doc }) => el("li", {},
    el("a", { href: `#claim/${claim.claim_id}` }, claim.text || "(text withheld)"),
    el("p", { class: "meta" }, chip(claim.claim_type), ` ${claim.checkworthiness} ${claim.checkworthy_score} · ${claim.claimer ?? words(claim.claimer_kind)} · ${name(doc)}`)))));
  if (refill("find", found)) { document.documentElement.dataset.filterMs = (performance.now() - began).toFixed(1); return; }
  const fields = await Promise.all(FILTERS.map(async ([filter, title]) => {
    const known = await source.values(filter);
    if (TYPED.has(filter)) return el("label", {}, title, el("input", { name: filter, value: values[filter], list: `known-${filter}`, autocomplete: "off" }),
      el("datalist", { id: `known-${filter}` }, known.map(value => el("option", { value }))));
    return known.length > 0 && el("label", {}, title, el("select", { name: filter }, options(known, values[filter], "any")));
  }));
  const form = el("form", { class: "filters", role: "search" },
    el("label", { class: "wide" }, "Words of the claim", el("input", { type: "search", name: "q", id: "search", value: values.q })), fields,
    el("label", {}, "Order", el("select", { name: "sort" }, Object.entries(SORTS).map(([value, title]) => el("option", { value: value === "document" ? "" : value, selected: value === values.sort }, title)))));
  onTyping(form, "find");
  view("Find claims", "find", [el("h1", { tabindex: "-1" }, "Find claims"), form, el("p", {}, el("a", { href: "#find", class: "button" }, "Clear all")), found]);
}

// New results under the same form, which keeps its focus; a form that shows other values is drawn anew.
function refill(route, found) {
  const app = document.getElementById("app"), form = app.querySelector("form.filters");
  if (app.dataset.route !== route || !form || !form.contains(document.activeElement)) return false;
  document.getElementById("found").replaceWith(found);
  say(document.getElementById("total").textContent);
  return true;
}

// --- Addresses and keys ---------------------------------------------------------------------------------------------
function view(title, route, content) {
  const app = document.getElementById("app"), overview = document.getElementById("overview");
  open = null;
  overview.hidden = content != null;
  app.hidden = content == null;
  app.dataset.route = route;
  app.replaceChildren(...(content ?? []).flat().filter(Boolean));
  document.title = `${title} · ${DATA.name}`;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.hash === `#${route}`) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
  }
}

async function update() {
  try { await show(); } catch (error) {
    if (!(error instanceof Refused)) throw error;
    view("Not shown", "docs", [el("h1", { tabindex: "-1" }, "Not shown"), el("p", { class: "notice", role: "alert" }, error.message)]);
  }
}

async function show() {
  const [path, query] = location.hash.slice(1).split("?"), [route, id] = path.split("/"), parameters = new URLSearchParams(query);
  if (route === "docs") await showDocuments(parameters);
  else if (route === "find") await showFind(parameters);
  else if (route === "review") showReview();
  else if (["doc", "sentence", "claim"].includes(route)) await showPlace(id);
  else if (route !== "main") view("Overview", "overview", null);
}

async function showPlace(id) {
  const doc = await source.locate(id);
  if (!doc) { view("Not here", "docs", [el("h1", { tabindex: "-1" }, "Not on this page"), el("p", { class: "notice" }, `This page has no row ${id}. It may belong to another version, or lie beyond the sample.`)]); return; }
  const fresh = open?.doc_id !== doc;
  if (fresh) { await showDocument(doc); scrollTo(0, 0); }
  if (id === doc) closePanel(); else select(id);
}

async function arrive() {
  const before = document.getElementById("app").dataset.route + (open?.doc_id ?? "");
  await update();
  if (document.getElementById("app").dataset.route + (open?.doc_id ?? "") === before) return;
  const chosen = document.querySelector(".unit[aria-current]");
  if (!chosen) { scrollTo(0, 0); document.querySelector("#app:not([hidden]) h1, #main").focus({ preventScroll: true }); }
}

function step(by) {
  const stops = [...document.querySelectorAll("article .unit, .results a")].filter((link, place, all) => !link.dataset.unit || link.dataset.unit !== all[place - 1]?.dataset.unit);
  const current = stops.findIndex(link => link === document.activeElement || link.hasAttribute("aria-current"));
  const next = stops[current < 0 ? (by > 0 ? 0 : stops.length - 1) : current + by];
  if (!next) return;
  next.focus();
  if (next.dataset.unit && document.getElementById("details")?.hidden === false) location.hash = next.hash;
}

const KEYS = {
  o: () => { location.hash = "#overview"; }, d: () => { location.hash = "#docs"; }, f: () => { location.hash = "#find"; }, r: () => { location.hash = "#review"; },
  j: () => step(1), k: () => step(-1), n: () => document.querySelector('a[rel="next"]')?.click(), p: () => document.querySelector('a[rel="prev"]')?.click(),
  b: () => document.getElementById("beside")?.click(),
  m: () => { const box = document.getElementById("marker"); if (box) { box.open = true; box.querySelector("select").focus(); } },
  "/": async () => { if (!document.getElementById("search")) { history.pushState(null, "", "#find"); await update(); } document.getElementById("search").focus(); },
  "?": () => document.getElementById("help").showModal(),
};

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.getElementById("help").open) return;
  if (event.key === "Escape") { closePanel(); return; }
  if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
  if (event.key === "Enter" && event.target.matches(".unit[aria-current]")) { event.preventDefault(); document.getElementById("details").focus(); return; }
  const act = Object.hasOwn(KEYS, event.key) && KEYS[event.key];
  if (act) { event.preventDefault(); act(); }
});
document.getElementById("keys").addEventListener("click", KEYS["?"]);
addEventListener("hashchange", arrive);
keep();
update().then(() => source.warm?.());
})();
