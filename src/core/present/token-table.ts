/** Tokens by part, and how they were counted. */
import type { CallReport } from '../analysis.ts';
import type { BlockRole, Hole } from '../call-site.ts';
import { code, count, markOf } from './words.ts';

const ROLES: readonly BlockRole[] = ['tools', 'system', 'user', 'assistant', 'tool'];
/** More unknown parts than this are only counted. */
const HOLES_SHOWN = 3;

export function tokensSection(report: CallReport): string | null {
  const { tokens, site } = report;
  if (site.gateway !== null) return null;
  const rows = ROLES.flatMap((role) => {
    const known = tokens.byRole[role] ?? 0;
    const holes = holesOf(report, role);
    return known === 0 && holes.length === 0 ? [] : [`| ${role} | ${count(known)}${holes.length === 0 ? '' : ' + ?'} | ${holeWords(holes)} |`];
  });
  if (tokens.overhead > 0) rows.push(`| framing | ${count(tokens.overhead)} | |`);
  const inherited = inheritedTokens(report);
  if (inherited > 0) rows.push(`| of it from a wrapper | ${count(inherited)} | |`);
  return [
    '| part | tokens | |', '|:--|--:|:--|', ...rows,
    `| **known input** | **${markOf(report)}${count(tokens.static + tokens.overhead)}** | |`,
  ].join('\n') + `\n\n${countedWords(report)}`;
}

const holesOf = ({ site }: CallReport, role: BlockRole): readonly Hole[] =>
  site.blocks.filter((block) => block.role === role).flatMap((block) => block.segments)
    .filter((segment): segment is Hole => segment.kind === 'hole' && segment.volatility !== 'constant');

function holeWords(holes: readonly Hole[]): string {
  const shown = [...new Set(holes.map((hole) => hole.expression))];
  const more = shown.length - HOLES_SHOWN;
  return shown.slice(0, HOLES_SHOWN).map(code).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** Tokens of static text that callers only inherit from a wrapper. */
const inheritedTokens = ({ site, tokens }: CallReport): number =>
  site.blocks.reduce((sum, block, i) => sum + block.segments.reduce((inner, segment, j) =>
    inner + (segment.kind === 'static' && segment.inheritedFrom !== undefined ? (tokens.segments[i]?.[j] ?? 0) : 0), 0), 0);

function countedWords({ tokens }: CallReport): string {
  const how = tokens.exact
    ? `Counted exactly with ${code(tokens.tokenizer)}`
    : `Estimated with ${code(tokens.tokenizer)}: ${count(tokens.low)} to ${count(tokens.high)} in nine of ten cases`;
  const by = tokens.branches === undefined ? '' : ` Branches that exclude each other send ${count(tokens.branches.low)} to ${count(tokens.branches.high)}; shown is what no condition asks for.`;
  if (!tokens.floor) return `${how}.${by}`;
  return tokens.max === null
    ? `${how}; what the code fills in comes on top${by === '' ? ', so this is a floor' : ''}.${by}`
    : `${how}; with what the code fills in, at most ${count(tokens.max)}.${by}`;
}
