/** Whose spend a record is. Decided once, in this order; when nothing says, it is nobody's and counts in no budget. */
import { text } from './dialects/attributes.ts';
import type { Attributes } from './otlp/facts.ts';

export interface KnownWorkspace {
  readonly id: string;
  readonly name: string;
  /** Absolute paths. */
  readonly folders: readonly string[];
  /** `service.name` → workspace-relative folder. */
  readonly services: Readonly<Record<string, string>>;
}

export interface Claim {
  /** The `<id>` of the endpoint path `/w/<id>`; null when it was not there. */
  readonly path: string | null;
  readonly resource: Attributes;
  /** `code.file.path` of the call. */
  readonly file: string | null;
}

export function workspaceOf(claim: Claim, known: readonly KnownWorkspace[]): string | null {
  if (claim.path !== null) return claim.path;
  const declared = text(claim.resource, 'costline.workspace');
  if (declared !== null) return declared;
  const file = claim.file === null ? null : plainPath(claim.file);
  const byFile = file === null ? undefined : deepest(known, file);
  if (byFile !== undefined) return byFile.id;
  const service = text(claim.resource, 'service.name');
  return service === null ? null : (known.find((workspace) => Object.hasOwn(workspace.services, service))?.id ?? null);
}

/** Of nested folders the inner one owns the file. */
function deepest(known: readonly KnownWorkspace[], file: string): KnownWorkspace | undefined {
  const holding = known.flatMap((workspace) => workspace.folders
    .map((folder) => ({ workspace, folder: plainPath(folder).replace(/\/$/, '') }))
    .filter(({ folder }) => folder !== '' && file.startsWith(`${folder}/`)));
  return holding.sort((a, b) => b.folder.length - a.folder.length)[0]?.workspace;
}

const plainPath = (path: string): string => path.replace(/^file:\/\//, '').replaceAll('\\', '/');
