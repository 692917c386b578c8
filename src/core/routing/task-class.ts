/**
 * Names the class of a task from what the code itself fixes: the output schema, the output limit, the tools,
 * the words of its instruction. No signal, no class: absence of evidence is not simplicity.
 */
import type { CallSite } from '../call-site.ts';
import { staticText } from '../call-site.ts';

export type TaskClass =
  | 'single-label classification' | 'a yes or no answer' | 'extraction to a schema' | 'a translation' | 'a summary' | 'a title'
  | 'a rewrite' | 'a single tool call' | 'competition mathematics' | 'tracing code' | 'several tool calls at once';

export interface TaskEvidence {
  readonly task: TaskClass;
  /** What in the code says so. */
  readonly why: string;
  readonly confidence: number;
}

/** An output limit this small holds a label, not an essay. */
const SHORT_OUTPUT = 64;
/** Instructions open or close a prompt. */
const WINDOW = 600;

/** The strongest evidence, or null. */
export function taskClassOf(site: CallSite): TaskEvidence | null {
  const instruction = instructionOf(site);
  return [bySchema(site), byHardness(instruction), byTools(site), byInstruction(site, instruction)]
    .find((evidence) => evidence !== null) ?? null;
}

function bySchema(site: CallSite): TaskEvidence | null {
  const schema = site.outputSchema?.schema;
  const fields = schema === undefined ? null : propertiesOf(schema);
  if (fields === null || fields.length === 0) return null;
  const labels = fields.length === 1 ? labelsOf(fields[0]?.[1]) : null;
  const name = fields[0]?.[0] ?? '';
  if (labels !== null) return { task: 'single-label classification', why: `the output is one of ${labels} values of \`${name}\``, confidence: 0.8 };
  if (fields.length === 1 && typeOf(fields[0]?.[1]) === 'boolean') return { task: 'a yes or no answer', why: `the output is the boolean \`${name}\``, confidence: 0.7 };
  // A schema with free text in the middle may hold an essay; one of short facts does not.
  const facts = fields.filter(([, value]) => typeOf(value) !== 'object' && typeOf(value) !== 'array').length;
  return facts === fields.length && /\bextract\b/i.test(instructionOf(site))
    ? { task: 'extraction to a schema', why: `${fields.length} fields to extract`, confidence: 0.6 }
    : null;
}

function byHardness(instruction: string): TaskEvidence | null {
  const proof = /\b(?:prove that|proof of|olympiad|competition math)/i.exec(instruction);
  if (proof !== null) return { task: 'competition mathematics', why: `"${proof[0]}"`, confidence: 0.6 };
  const trace = /\b(?:predict the output|trace (?:through )?the (?:code|execution))\b/i.exec(instruction);
  return trace === null ? null : { task: 'tracing code', why: `"${trace[0]}"`, confidence: 0.5 };
}

function byTools(site: CallSite): TaskEvidence | null {
  // An agent's loop over one tool is not one call of it.
  const loops = site.kind === 'agent' || (site.multiple !== null && site.multiple.max !== 1) || site.blocks.some((block) => block.segments.some((segment) => segment.kind === 'hole' && segment.content === 'history'));
  if (site.tools.length !== 1 || loops || (site.toolChoice !== 'named' && site.toolChoice !== 'any')) return null;
  return { task: 'a single tool call', why: `\`${site.tools[0]?.name ?? ''}\` is the only tool and must be called`, confidence: 0.6 };
}

interface Wording {
  readonly task: TaskClass;
  readonly says: RegExp;
  readonly confidence: number;
  /** Counts only with an output limit that leaves room for nothing more. */
  readonly needsShortOutput?: true;
}

const WORDINGS: readonly Wording[] = [
  { task: 'single-label classification', says: /\b(?:respond|reply|answer|output|return)\s+(?:only\s+)?with\s+(?:only\s+|just\s+)?(?:one|exactly one|a single|the)\s+(?:word|label|category|class|intent)\b/i, confidence: 0.6 },
  { task: 'single-label classification', says: /\b(?:classify|categori[sz]e)\b[^.\n]{0,120}\b(?:as|into|one of)\b/i, confidence: 0.6, needsShortOutput: true },
  { task: 'single-label classification', says: /\bone of(?: the following)?:/i, confidence: 0.5, needsShortOutput: true },
  { task: 'a yes or no answer', says: /\b(?:answer|respond|reply)\s+(?:only\s+)?(?:with\s+)?["'“]?yes["'”]?\s+or\s+["'“]?no\b/i, confidence: 0.6 },
  { task: 'a title', says: /\b(?:generate|write|create|suggest|give|propose|produce|provide|come up with|make)\s+(?:me\s+|us\s+)?(?:an?\s+|one\s+|the\s+)?(?:(?:very|short|concise|brief|descriptive|catchy|good|\w+(?:[-–]\w+)?[- ]words?),?\s+){0,3}(?:chat\s+|conversation\s+|thread\s+|session\s+)?title\b/i, confidence: 0.6 },
  { task: 'a translation', says: /^\W*(?:you are a translator|translate\b)/im, confidence: 0.5 },
  { task: 'a summary', says: /^\W*(?:please\s+)?summari[sz]e\b/im, confidence: 0.5 },
  { task: 'a rewrite', says: /^\W*(?:please\s+)?(?:rewrite|rephrase|proofread|correct the grammar)\b/im, confidence: 0.5 },
];

function byInstruction(site: CallSite, instruction: string): TaskEvidence | null {
  if (site.tools.length > 0) return null;
  const short = site.outputLimit?.tokens != null && site.outputLimit.tokens <= SHORT_OUTPUT;
  for (const { task, says, confidence, needsShortOutput } of WORDINGS) {
    const match = says.exec(instruction);
    if (match === null || (needsShortOutput === true && !short)) continue;
    const limit = short ? `, and the output is limited to ${site.outputLimit?.tokens ?? ''} tokens` : '';
    return { task, why: `"${match[0].trim().slice(0, 60)}"${limit}`, confidence: short ? Math.min(0.8, confidence + 0.1) : confidence };
  }
  return null;
}

/** The beginning and the end of what is written: where a prompt says what to do. */
function instructionOf(site: CallSite): string {
  const texts = site.blocks.filter((block) => block.role === 'system' || block.role === 'user').map((block) => staticText([block]));
  return texts.map((text) => (text.length > 2 * WINDOW ? `${text.slice(0, WINDOW)}\n${text.slice(-WINDOW)}` : text)).join('\n');
}

function propertiesOf(schema: unknown): readonly (readonly [string, unknown])[] | null {
  const properties = field(schema, 'properties') ?? field(field(schema, 'schema'), 'properties') ?? field(field(field(schema, 'json_schema'), 'schema'), 'properties');
  return typeof properties === 'object' && properties !== null ? Object.entries(properties) : null;
}

function labelsOf(schema: unknown): number | null {
  const values = field(schema, 'enum');
  if (Array.isArray(values)) return values.length;
  const branches = field(schema, 'anyOf') ?? field(schema, 'oneOf');
  return Array.isArray(branches) && branches.length > 0 && branches.every((branch) => field(branch, 'const') !== undefined) ? branches.length : null;
}

const typeOf = (schema: unknown): unknown => field(schema, 'type');

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && name in value ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
