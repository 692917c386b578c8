/** TOML as far as prompts need it: tables, keys, lists, and texts with where each character of them is written. */
import type { MapOffset } from '../syntax/spans.ts';
import type { DataNode } from './data.ts';

/** Characters; larger files hold data. */
const MAX_TOML = 300_000;
const MAX_DEPTH = 40;

interface Table {
  readonly kind: 'table';
  readonly entries: Map<string, Table | List | DataNode>;
}

interface List {
  readonly kind: 'list';
  readonly items: (Table | List | DataNode)[];
}

type Inner = Table | List | DataNode;

const EMPTY: DataNode = { text: null, scalar: null, items: [], entries: [], get: () => undefined };
const newTable = (): Table => ({ kind: 'table', entries: new Map() });

/** Null when the text is no TOML, as far as it was read. */
export function readToml(source: string): DataNode | null {
  if (source.length > MAX_TOML) return null;
  const root = new TomlReader(source).document();
  return root && nodeOf(root);
}

const nodeOf = (inner: Inner): DataNode => {
  if (!('kind' in inner)) return inner;
  if (inner.kind === 'list') return { ...EMPTY, items: inner.items.map(nodeOf) };
  const entries = [...inner.entries].map(([key, value]) => ({ key, value: nodeOf(value) }));
  return { ...EMPTY, entries, get: (key) => entries.find((entry) => entry.key === key)?.value };
};

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', e: '\u001b', '"': '"', '\\': '\\' };
const BARE = /[\w-]+/y;
const BLANK = /[ \t]*/y;
const SPACE = /(?:[ \t\r\n]|#[^\n]*)*/y;
const SCALAR = /[^\s,\]}#]+/y;

class TomlReader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  document(): Table | null {
    const root = newTable();
    let table: Table | null = root;
    for (this.#skip(SPACE); this.#at < this.#source.length; this.#skip(SPACE)) {
      if (this.#source[this.#at] === '[') table = this.#header(root);
      else if (!table || !this.#pair(table, 0)) return null;
      if (!table) return null;
    }
    return root;
  }

  /** `[a.b]`, `[[a.b]]`. */
  #header(root: Table): Table | null {
    const many = this.#source.startsWith('[[', this.#at);
    this.#at += many ? 2 : 1;
    const path = this.#path();
    if (!path || !this.#take(many ? ']]' : ']')) return null;
    const parent = descend(root, path.slice(0, -1));
    const name = path.at(-1) ?? '';
    if (!parent || !many) return parent && descend(parent, [name]);
    const known = parent.entries.get(name);
    const list: List = known && 'kind' in known && known.kind === 'list' ? known : { kind: 'list', items: [] };
    const table = newTable();
    list.items.push(table);
    parent.entries.set(name, list);
    return table;
  }

  /** `a.b = value`. */
  #pair(table: Table, depth: number): boolean {
    const path = this.#path();
    if (!path || !this.#take('=')) return false;
    this.#skip(BLANK);
    const value = this.#value(depth);
    const parent = value && descend(table, path.slice(0, -1));
    if (!value || !parent) return false;
    parent.entries.set(path.at(-1) ?? '', value);
    return true;
  }

  #path(): readonly string[] | null {
    const path: string[] = [];
    do {
      this.#skip(BLANK);
      const quote = this.#source[this.#at];
      const name = quote === '"' || quote === "'" ? this.#text()?.text?.text : this.#match(BARE);
      if (name === undefined || name === null) return null;
      path.push(name);
      this.#skip(BLANK);
    } while (this.#take('.'));
    return path;
  }

  #value(depth: number): Inner | null {
    if (depth > MAX_DEPTH) return null;
    const first = this.#source[this.#at];
    if (first === '"' || first === "'") return this.#text();
    if (first === '[') return this.#list(depth);
    if (first === '{') return this.#inline(depth);
    const scalar = this.#match(SCALAR);
    if (scalar === null) return null;
    const number = Number(scalar.replaceAll('_', ''));
    return { ...EMPTY, scalar: scalar === 'true' ? true : scalar === 'false' ? false : Number.isNaN(number) ? null : number };
  }

  #list(depth: number): List | null {
    this.#at += 1;
    const items: Inner[] = [];
    for (this.#skip(SPACE); !this.#take(']'); this.#skip(SPACE)) {
      const item = this.#value(depth + 1);
      if (!item) return null;
      items.push(item);
      this.#skip(SPACE);
      if (!this.#take(',') && this.#source[this.#at] !== ']') return null;
    }
    return { kind: 'list', items };
  }

  #inline(depth: number): Table | null {
    this.#at += 1;
    const table = newTable();
    for (this.#skip(SPACE); !this.#take('}'); this.#skip(SPACE)) {
      if (!this.#pair(table, depth + 1)) return null;
      this.#skip(SPACE);
      if (!this.#take(',') && this.#source[this.#at] !== '}') return null;
    }
    return table;
  }

  /** A text in one of the four ways to quote it. */
  #text(): DataNode | null {
    const quote = this.#source[this.#at] ?? '';
    const end = this.#source.startsWith(quote.repeat(3), this.#at) ? quote.repeat(3) : quote;
    this.#at += end.length;
    // A line end right after the quotes is left out.
    if (end.length === 3) this.#at += /^\r?\n/.exec(this.#source.slice(this.#at, this.#at + 2))?.[0].length ?? 0;
    const places: number[] = [];
    let text = '';
    const add = (characters: string, from: number, isSame: boolean): void => {
      for (let i = 0; i < characters.length; i += 1) places.push(isSame ? from + i : from);
      text += characters;
    };
    while (!this.#source.startsWith(end, this.#at) || this.#source.startsWith(quote, this.#at + end.length) && end.length === 3) {
      if (this.#at >= this.#source.length || (end.length === 1 && this.#source[this.#at] === '\n')) return null;
      const from = this.#at;
      if (quote === '"' && this.#source[from] === '\\') add(this.#escape(), from, false);
      else {
        this.#at += 1;
        add(this.#source[from] ?? '', from, true);
      }
    }
    places.push(this.#at);
    this.#at += end.length;
    const toFile: MapOffset = (index) => places[Math.max(0, Math.min(index, places.length - 1))] ?? 0;
    return { ...EMPTY, text: { text, toFile } };
  }

  /** What stands after a backslash; a line end with the indentation behind it stands for nothing. */
  #escape(): string {
    const rest = this.#source.slice(this.#at, this.#at + 10);
    const code = /^\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|x([\da-fA-F]{2}))/.exec(rest);
    if (code) {
      this.#at += code[0].length;
      const point = parseInt(code[1] ?? code[2] ?? code[3] ?? '', 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
    }
    this.#at += 1;
    if (/^\\[ \t]*\r?\n/.test(this.#source.slice(this.#at - 1, this.#at + 200))) {
      while (/\s/.test(this.#source[this.#at] ?? '')) this.#at += 1;
      return '';
    }
    const next = this.#source[this.#at] ?? '';
    this.#at += 1;
    return ESCAPES[next] ?? next;
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source)?.[0] ?? null;
    this.#at += found?.length ?? 0;
    return found;
  }

  #skip(pattern: RegExp): void {
    this.#match(pattern);
  }

  #take(expected: string): boolean {
    if (!this.#source.startsWith(expected, this.#at)) return false;
    this.#at += expected.length;
    return true;
  }
}

/** The table a path leads to, made where it is missing; of a list of tables, its last. */
const descend = (from: Table, path: readonly string[]): Table | null => {
  let table = from;
  for (const name of path) {
    const known = table.entries.get(name);
    if (known === undefined) {
      const made = newTable();
      table.entries.set(name, made);
      table = made;
      continue;
    }
    const inner = 'kind' in known && known.kind === 'list' ? known.items.at(-1) : known;
    if (!inner || !('kind' in inner) || inner.kind !== 'table') return null;
    table = inner;
  }
  return table;
};
