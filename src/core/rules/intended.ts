/**
 * *Intended*: one place is silenced, by a comment in the code or a line of the configuration, and only with a reason.
 *
 *     # costline: intended cache/volatile-prefix because runs must not share a cache
 */
import type { Finding } from '../analysis.ts';
import type { CallSite } from '../call-site.ts';
import type { Config } from '../config/config.ts';
import type { FileId, Location, SourceFile } from '../document.ts';

export interface IntendedInput {
  readonly report: { readonly site: CallSite };
  readonly config: Config;
  source(file: FileId): SourceFile | undefined;
}

export function isIntended(finding: Finding, input: IntendedInput): boolean {
  const { site } = input.report;
  if (input.config.intended.some((entry) => entry.rule === finding.rule && names(entry.at, finding, site))) return true;
  const places = [finding.location, ...finding.related.map((related) => related.location), site.location];
  return places.some((place) => hasComment(place, finding.rule, input.source(place.file)));
}

/** `at`: a call site's id, the function it stands in, a file, or `file:line`. */
function names(at: string, finding: Finding, site: CallSite): boolean {
  if (at === site.id || at === site.enclosing) return true;
  const file = finding.location.file;
  return endsWithPath(file, at) || endsWithPath(`${file}:${finding.location.range.start.line + 1}`, at);
}

const endsWithPath = (path: string, end: string): boolean => path === end || path.endsWith(`/${end}`) || path.endsWith(`\\${end}`);

const COMMENT = /(?:#|\/\/|\/\*|<!--|\{#)\s*costline:\s*intended\s+([\w/-]+)\s+because\s+\S/;

/** On the line of the place or the one above it. */
function hasComment(place: Location, rule: string, source: SourceFile | undefined): boolean {
  if (source === undefined || !source.text.includes('costline:')) return false;
  const lines = source.text.split(/\r\n|\n|\r/);
  const { line } = place.range.start;
  return [lines[line], lines[line - 1]].some((text) => COMMENT.exec(text ?? '')?.[1] === rule);
}
