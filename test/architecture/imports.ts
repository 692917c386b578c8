/** Reads the imports of a TypeScript file as text; enough for code that has no imports inside strings. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

export interface ImportFact {
  readonly from: string;
  /** A project path for a relative import, otherwise the bare module name. */
  readonly to: string;
  readonly relative: boolean;
  readonly typesOnly: boolean;
}

const STATEMENT = /^(?:import|export)\s+(type\s+)?((?:[^'"`;]|\n)*?from\s*)?['"]([^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

const onlyTypes = (clause: string): boolean => {
  const names = /^\{([^}]*)\}\s*from\s*$/.exec(clause.trim())?.[1];
  return names !== undefined && names.split(',').map((name) => name.trim()).filter(Boolean).every((name) => name.startsWith('type '));
};

export function importsOf(file: string, text: string): ImportFact[] {
  const fact = (to: string, typesOnly: boolean): ImportFact => {
    const relative = to.startsWith('.');
    return { from: file, to: relative ? normalize(join(dirname(file), to)) : to, relative, typesOnly };
  };
  const found: ImportFact[] = [];
  for (const match of text.matchAll(STATEMENT)) {
    found.push(fact(match[3] ?? '', match[1] !== undefined || onlyTypes(match[2] ?? '')));
  }
  // `import('…')` in type position (`typeof import`) imports types only.
  for (const match of text.matchAll(DYNAMIC)) {
    found.push(fact(match[1] ?? '', text.slice(Math.max(0, (match.index ?? 0) - 8), match.index).includes('typeof')));
  }
  return found;
}

/** Every `.ts` and `.tsx` file below a folder, as project paths. */
export const sourcesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));

export const importsBelow = (folder: string): ImportFact[] =>
  sourcesBelow(folder).flatMap((file) => importsOf(file, readFileSync(file, 'utf8')));
