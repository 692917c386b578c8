/**
 * What `tsconfig.json` and `package.json` say about module names: `paths` and `baseUrl` with what they extend or
 * refer to, `imports`, and the names, entry points and `exports` of the packages of a workspace.
 * Answers are paths without regard to endings; `resolve.ts` finds the file.
 */
import { parse } from 'jsonc-parser';
import type { FileId } from '../../document.ts';
import { folderOf, normal } from './paths.ts';

const CONFIGURATION = /\/(?:tsconfig[\w.-]*|jsconfig|package)\.json$/;

export const isProjectFile = (file: FileId): boolean => CONFIGURATION.test(file);

interface Alias {
  readonly pattern: string;
  /** Absolute, with `*` where the pattern has one. */
  readonly targets: readonly string[];
}

interface Package {
  readonly folder: string;
  readonly manifest: Json;
}

type Json = Readonly<Record<string, unknown>>;

const MAX_EXTENDS = 6;

export class ProjectFiles {
  readonly #texts: ReadonlyMap<FileId, string>;
  readonly #parsed = new Map<FileId, Json | null>();
  readonly #aliases = new Map<string, readonly Alias[]>();
  #packages: ReadonlyMap<string, Package> | null = null;

  /** Texts of configuration files by absolute path. */
  constructor(texts: ReadonlyMap<FileId, string>) {
    this.#texts = texts;
  }

  /** Where a name may lead by configuration, best first; none when it says nothing. */
  candidates(module: string, from: FileId): readonly string[] {
    if (this.#texts.size === 0) return [];
    const aliased = this.#aliasesOf(folderOf(from)).flatMap((alias) => expand(alias, module));
    return [...aliased, ...this.#packaged(module)];
  }

  /** What the package in a folder calls itself; null where there is none. */
  packageIn(folder: string): string | null {
    const name = this.#json(`${folder}/package.json`)?.['name'];
    return typeof name === 'string' ? name : null;
  }

  #json(file: FileId): Json | null {
    const known = this.#parsed.get(file);
    if (known !== undefined) return known;
    const text = this.#texts.get(file);
    const value: unknown = text === undefined ? null : parse(text, [], { allowTrailingComma: true });
    const json = isRecord(value) ? value : null;
    this.#parsed.set(file, json);
    return json;
  }

  /** Of the nearest folder that has any, most exact first. */
  #aliasesOf(folder: string): readonly Alias[] {
    const known = this.#aliases.get(folder);
    if (known) return known;
    const own = ['tsconfig.json', 'jsconfig.json'].flatMap((name) => this.#compilerAliases(`${folder}/${name}`, MAX_EXTENDS));
    const imports = Object.entries(recordOf(this.#json(`${folder}/package.json`), 'imports')).map(([pattern, target]) => ({ pattern, targets: targetsOf(target).map((each) => normal(`${folder}/${each}`)) }));
    const found = [...own, ...imports];
    const aliases = found.length > 0 || folder === '' ? found.sort((a, b) => exactness(b.pattern) - exactness(a.pattern)) : this.#aliasesOf(folderOf(folder));
    this.#aliases.set(folder, aliases);
    return aliases;
  }

  #compilerAliases(file: FileId, depth: number): readonly Alias[] {
    const config = this.#json(file);
    if (!config || depth === 0) return [];
    const options = recordOf(config, 'compilerOptions');
    const base = typeof options['baseUrl'] === 'string' ? normal(`${folderOf(file)}/${options['baseUrl']}`) : null;
    const paths = Object.entries(recordOf(options, 'paths')).map(([pattern, targets]) => ({
      pattern, targets: texts(targets).map((target) => normal(`${base ?? folderOf(file)}/${target}`)),
    }));
    if (paths.length > 0) return base === null ? paths : [...paths, { pattern: '*', targets: [`${base}/*`] }];
    const others = [...texts(config['extends']), ...(Array.isArray(config['references']) ? config['references'].flatMap((each) => (isRecord(each) ? texts(each['path']) : [])) : [])];
    const inherited = others.filter((each) => each.startsWith('.')).flatMap((each) => this.#compilerAliases(configAt(normal(`${folderOf(file)}/${each}`)), depth - 1));
    return base === null ? inherited : [...inherited, { pattern: '*', targets: [`${base}/*`] }];
  }

  #packaged(module: string): readonly string[] {
    const [, name = '', inner = ''] = /^((?:@[^/]+\/)?[^/]+)\/?(.*)$/.exec(module) ?? [];
    const found = this.#packagesByName().get(name);
    if (!found) return [];
    const { folder, manifest } = found;
    const subpath = inner === '' ? '.' : `./${inner}`;
    const exported = manifest['exports'];
    const written = isRecord(exported) && Object.keys(exported).some((key) => key.startsWith('.'))
      ? Object.entries(exported).sort(([a], [b]) => exactness(b) - exactness(a)).flatMap(([pattern, target]) => expand({ pattern, targets: targetsOf(target) }, subpath))
      : inner === '' ? targetsOf(exported) : [];
    const entries = inner === '' ? ['source', 'module', 'main', 'types'].flatMap((field) => texts(manifest[field])) : [];
    const usual = inner === '' ? ['src/index', 'index', 'src/main'] : [inner, `src/${inner}`];
    return [...written, ...entries].flatMap((path) => [path, inSource(path)]).concat(usual).map((path) => normal(`${folder}/${path}`));
  }

  #packagesByName(): ReadonlyMap<string, Package> {
    this.#packages ??= new Map([...this.#texts.keys()].filter((file) => file.endsWith('/package.json')).flatMap((file): readonly (readonly [string, Package])[] => {
      const manifest = this.#json(file);
      const name = manifest?.['name'];
      return manifest && typeof name === 'string' ? [[name, { folder: folderOf(file), manifest }]] : [];
    }));
    return this.#packages;
  }
}

/** The targets of an alias for a name it matches, with `*` filled in. */
const expand = ({ pattern, targets }: Alias, name: string): readonly string[] => {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === name ? targets : [];
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  if (name.length < before.length + after.length || !name.startsWith(before) || !name.endsWith(after)) return [];
  const filled = name.slice(before.length, name.length - after.length);
  return targets.map((target) => target.replace('*', () => filled));
};

/** TypeScript takes the longest prefix; a pattern without `*` beats all. */
const exactness = (pattern: string): number => (pattern.includes('*') ? pattern.indexOf('*') : Number.MAX_SAFE_INTEGER);

/** `{ types, import: { default }, require }`: every file named, the source first. */
const targetsOf = (target: unknown): readonly string[] => {
  if (typeof target === 'string') return [target];
  if (Array.isArray(target)) return target.flatMap(targetsOf);
  if (!isRecord(target)) return [];
  const order = ['source', 'development', 'import', 'module', 'default', 'require', 'node', 'types'];
  return Object.entries(target).sort(([a], [b]) => rank(order, a) - rank(order, b)).flatMap(([, each]) => targetsOf(each));
};

const rank = (order: readonly string[], key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);

/** `dist/esm/a.js` is made from `src/a.ts`. */
const inSource = (path: string): string => path.replace(/(^|\/)(?:dist|lib|build|out)\/(?:(?:esm|cjs|es|mjs|types)\/)?/, '$1src/').replace(/\.d\.[cm]?ts$/, '.ts');

const configAt = (path: string): string => (path.endsWith('.json') ? path : /\/tsconfig[^/]*$/.test(path) ? `${path}.json` : `${path}/tsconfig.json`);
const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const recordOf = (json: Json | null, key: string): Json => {
  const value = json?.[key];
  return isRecord(value) ? value : {};
};
const texts = (value: unknown): readonly string[] => (typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []);
