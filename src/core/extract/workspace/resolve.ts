/** From the name of a module, as code writes it, to a file of the workspace. */
import type { FileId } from '../../document.ts';
import { folderOf, nameOf, normal } from './paths.ts';
import { ProjectFiles } from './project-files.ts';

const CODE = ['.ts', '.tsx', '.js', '.jsx', '.mts', '.mjs', '.cjs', '.cts'];
const COMPILED: Readonly<Record<string, readonly string[]>> = { '.js': ['.ts', '.tsx', '.js', '.jsx'], '.jsx': ['.tsx', '.jsx'], '.mjs': ['.mts', '.mjs'], '.cjs': ['.cts', '.cjs'] };

/** Modules of Python and of the libraries that prompts are sent, made and kept with: projects name their own adapters so as well, `providers/openai.py`. */
const LIBRARIES = new Set([
  'abc', 'ast', 'asyncio', 'base64', 'code', 'collections', 'copy', 'csv', 'dataclasses', 'datetime', 'email', 'enum', 'functools', 'importlib', 'inspect', 'io', 'itertools', 'json', 'logging', 'math', 'operator', 'os',
  'pathlib', 'pprint', 'queue', 'random', 're', 'secrets', 'select', 'shutil', 'signal', 'site', 'string', 'struct', 'subprocess', 'sys', 'tempfile', 'textwrap', 'time', 'token', 'trace', 'types', 'typing', 'uuid', 'zoneinfo',
  'agents', 'agno', 'aisuite', 'anthropic', 'autogen', 'autogen_agentchat', 'azure', 'boto3', 'botocore', 'browser_use', 'cerebras', 'cohere', 'crewai', 'deepagents', 'deepseek', 'dspy', 'fireworks', 'google', 'groq', 'guidance',
  'haystack', 'httpx', 'huggingface_hub', 'instructor', 'jinja2', 'langchain', 'langfuse', 'langgraph', 'langsmith', 'litellm', 'llama_index', 'marvin', 'mem0', 'mistralai', 'mlflow', 'ollama', 'openai', 'opik', 'outlines',
  'phi', 'pydantic', 'pydantic_ai', 'replicate', 'requests', 'semantic_kernel', 'smolagents', 'strands', 'tenacity', 'tiktoken', 'together', 'transformers', 'vertexai', 'vllm', 'yaml',
]);

export class Paths {
  readonly #files: ReadonlySet<FileId>;
  readonly #byName = new Map<string, FileId[]>();
  readonly #roots: readonly string[];
  readonly #answers = new Map<string, FileId | null>();
  readonly #projects: ProjectFiles;

  /** `configuration`: texts of the project files among `files`. */
  constructor(files: readonly FileId[], roots: readonly FileId[], configuration: ReadonlyMap<FileId, string> = new Map()) {
    this.#projects = new ProjectFiles(configuration);
    this.#files = new Set(files);
    this.#roots = roots.map((root) => root.replace(/\/$/, ''));
    for (const file of files) {
      const name = nameOf(file);
      const known = this.#byName.get(name);
      if (known) known.push(file);
      else this.#byName.set(name, [file]);
    }
  }

  has(file: FileId): boolean {
    return this.#files.has(file);
  }

  python(module: string, from: FileId): FileId | null {
    return this.#once(`py ${module} ${folderOf(from)}`, () => this.#python(module, from));
  }

  ecmascript(module: string, from: FileId): FileId | null {
    return this.#once(`es ${module} ${folderOf(from)}`, () => this.#ecmascript(module, from));
  }

  #once(key: string, find: () => FileId | null): FileId | null {
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const found = find();
    this.#answers.set(key, found);
    return found;
  }

  #python(module: string, from: FileId): FileId | null {
    const dots = /^\.*/.exec(module)![0].length;
    const path = module.slice(dots).replaceAll('.', '/');
    if (dots > 0) {
      let folder = folderOf(from);
      for (let i = 1; i < dots; i += 1) folder = folderOf(folder);
      return this.#pythonAt(path === '' ? folder : `${folder}/${path}`);
    }
    if (path === '') return null;
    // Source roots: the script's folder and those above it that are no packages, each with `src`.
    for (let folder = folderOf(from); folder.length > 0; folder = folderOf(folder)) {
      if (!this.#files.has(`${folder}/__init__.py`)) {
        const found = this.#pythonAt(`${folder}/${path}`) ?? this.#pythonAt(`${folder}/src/${path}`);
        if (found && found !== from) return found;
      }
      if (this.#roots.includes(folder)) break;
    }
    const beside = LIBRARIES.has(path.split('/')[0]!) ? null : this.#besidePackage(path, from);
    if (beside !== null) return beside;
    return path.includes('/') ? this.#bySuffix([`${path}.py`, `${path}/__init__.py`], from) : null;
  }

  /** What a script finds that is run from a folder with an `__init__.py`: such a folder is on the path all the same. */
  #besidePackage(path: string, from: FileId): FileId | null {
    for (let folder = folderOf(from); this.#files.has(`${folder}/__init__.py`); folder = folderOf(folder)) {
      const found = this.#pythonAt(`${folder}/${path}`);
      if (found && found !== from) return found;
      if (this.#roots.includes(folder)) break;
    }
    return null;
  }

  #pythonAt(path: string): FileId | null {
    return [`${path}.py`, `${path}/__init__.py`].find((file) => this.#files.has(file)) ?? null;
  }

  #ecmascript(module: string, from: FileId): FileId | null {
    const query = module.indexOf('?');
    // `./prompt.md?raw`
    if (query > 0) return this.#ecmascript(module.slice(0, query), from);
    // `./chat/` is the folder, as `./chat` is.
    if (module.startsWith('.')) return this.#codeAt(normal(`${folderOf(from)}/${module.replace(/\/+$/, '')}`));
    if (module.startsWith('/')) return this.#codeAt(module);
    if (/^(node:|https?:|npm:|jsr:)/.test(module)) return null;
    for (const path of this.#projects.candidates(module, from)) {
      const found = this.#codeAt(path);
      if (found !== null && found !== from) return found;
    }
    const alias = /^(?:@|~|#|\$lib|@app|@src|@root|src)\/(.+)$/.exec(module) ?? /^[~#](.+)$/.exec(module);
    if (alias?.[1]) return this.#aliased(alias[1], from);
    return this.#packaged(module, from);
  }

  /** `@/lib/x`: the path below a folder that configuration names; the nearest that has it. */
  #aliased(path: string, from: FileId): FileId | null {
    for (let folder = folderOf(from); folder.length > 0; folder = folderOf(folder)) {
      const found = this.#codeAt(`${folder}/${path}`) ?? this.#codeAt(`${folder}/src/${path}`) ?? this.#codeAt(`${folder}/app/${path}`);
      if (found) return found;
      if (this.#roots.includes(folder)) break;
    }
    return null;
  }

  /** A package of the same workspace: `packages/<name>/src/index.ts`. */
  #packaged(module: string, from: FileId): FileId | null {
    const [first = '', second = '', ...others] = module.split('/');
    const scoped = first.startsWith('@');
    const name = scoped ? second : first;
    const inner = (scoped ? others : [second, ...others].filter((part) => part !== '')).join('/');
    if (!name) return null;
    const candidates = inner === '' ? [`${name}/src/index`, `${name}/index`, `${name}/lib/index`, `${name}/src/main`] : [`${name}/${inner}`, `${name}/src/${inner}`, `${name}/${inner}/index`, `${name}/src/${inner}/index`];
    const found = this.#bySuffix(candidates.flatMap((path) => ['.ts', '.tsx', '.js', '.mjs'].map((ending) => `${path}${ending}`)), from);
    if (found === null || !/\/(packages|libs?|apps|modules|shared|common|internal)\//.test(found) || folderOf(found) === folderOf(from)) return null;
    const own = this.#projects.packageIn(found.slice(0, found.lastIndexOf(`/${name}/`) + name.length + 1));
    // `@openai/agents` is not the workspace's own `agents`.
    return own === null || own === (scoped ? `${first}/${second}` : first) ? found : null;
  }

  #codeAt(path: string): FileId | null {
    const ending = /\.[cm]?jsx?$/.exec(path)?.[0];
    if (this.#files.has(path) && /\.\w+$/.test(path)) return path;
    const compiled = ending ? COMPILED[ending] : undefined;
    if (ending && compiled) {
      const stem = path.slice(0, -ending.length);
      const found = compiled.map((each) => stem + each).find((file) => this.#files.has(file));
      if (found) return found;
    }
    return [...CODE.map((each) => path + each), ...CODE.map((each) => `${path}/index${each}`)].find((file) => this.#files.has(file)) ?? null;
  }

  #bySuffix(paths: readonly string[], from: FileId): FileId | null {
    for (const path of paths) {
      const found = (this.#byName.get(nameOf(path)) ?? []).filter((file) => file.endsWith(`/${path}`) && file !== from);
      if (found.length > 0) return nearest(found, from);
    }
    return null;
  }

  /** Files a path in code may mean: as written from the file or a root, or by its end. `*` stands for what is not known. `callers`: who called the code, the last first. */
  named(path: string, from: FileId, exact: boolean, callers: readonly FileId[] = []): readonly FileId[] {
    const clean = normal(path.replace(/^file:\/\//, '').replaceAll('\\', '/')).replace(/^\//, '');
    if (clean === '' || clean.length > 300) return [];
    if (exact) {
      for (const folder of [folderOf(from), ...this.#roots]) if (this.#files.has(`${folder}/${clean}`)) return [`${folder}/${clean}`];
    }
    const name = nameOf(clean);
    if (!name.includes('*')) {
      const found = (this.#byName.get(name) ?? []).filter((file) => endsLike(file, clean));
      return !exact && found.length > 1 && isBare(clean) ? beside(found, from, callers) : found.length > 0 ? [nearest(found, from)] : [];
    }
    if (!/\w{3}/.test(name.replace(/\.\w+$/, ''))) return [];
    const pattern = new RegExp(`^${name.split('*').map((piece) => piece.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`);
    return [...this.#byName].filter(([each]) => pattern.test(each)).flatMap(([, files]) => files).filter((file) => endsLike(file, clean)).slice(0, 4);
  }
}

/** Whether nothing is known of the folder, e.g. in a path that begins with an unknown base. */
const isBare = (path: string): boolean => path.split('/').slice(0, -1).every((part) => part === '' || part.includes('*'));

/** Of several files of one name the one beside the code or above it, or beside its callers; none where any could be meant. */
const beside = (found: readonly FileId[], from: FileId, callers: readonly FileId[]): readonly FileId[] => {
  const inFolders = [folderOf(from), ...callers.map(folderOf)].flatMap((folder) => found.filter((file) => folderOf(file) === folder));
  const above = found.filter((file) => from.startsWith(`${folderOf(file)}/`)).sort((a, b) => b.length - a.length);
  return [...inFolders, ...above].slice(0, 1);
};

/** Whether a file's path ends as a path in code does, as far as that is known. */
const endsLike = (file: string, path: string): boolean => {
  const folders = path.split('/').slice(0, -1).filter((part) => part !== '' && !part.includes('*'));
  return folders.every((folder) => `/${file}`.includes(`/${folder}/`));
};

/** The file that shares most of its path with another. */
const nearest = (files: readonly FileId[], from: FileId): FileId => {
  const shared = (file: string): number => {
    let i = 0;
    while (i < file.length && file[i] === from[i]) i += 1;
    return i;
  };
  return files.reduce((best, file) => (shared(file) > shared(best) || (shared(file) === shared(best) && file.length < best.length) ? file : best));
};
