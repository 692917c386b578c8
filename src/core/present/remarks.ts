/** Findings and problems, in words, at the foot of the hover. */
import type { CallReport, Finding } from '../analysis.ts';
import type { FileId, Location } from '../document.ts';
import { plain, sentence } from './words.ts';

/** More than this many of a kind are only counted. */
const SHOWN = 4;

export const findingsSection = (findings: readonly Finding[], displayPath: (file: FileId) => string): string | null =>
  bullets(findings.map((finding) => `${sentence(finding.message)} *${finding.rule}*, ${place(finding.location, displayPath)}`));

export function problemsSection({ site }: CallReport, displayPath: (file: FileId) => string): string | null {
  const known = site.problems.map((problem) => sentence(problem.message) + (problem.location === null ? '' : ` (${place(problem.location, displayPath)})`));
  const list = bullets([...new Set(known)]);
  return list === null ? null : `Not known:\n\n${list}`;
}

const place = (location: Location, displayPath: (file: FileId) => string): string =>
  `${plain(displayPath(location.file))}:${location.range.start.line + 1}`;

function bullets(lines: readonly string[]): string | null {
  if (lines.length === 0) return null;
  const more = lines.length - SHOWN;
  return [...lines.slice(0, SHOWN), ...(more > 0 ? [`and ${more} more`] : [])].map((line) => `- ${line}`).join('\n');
}
