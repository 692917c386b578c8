/**
 * What the text of a request says about the task, each with the words it was read from.
 * Auditable on purpose: a signal that fired can be shown, and one that did not says nothing.
 */
export interface TextSignal {
  readonly name: TextSignalName;
  /** The words of the request that say so, shortened. */
  readonly evidence: string;
}

export type TextSignalName =
  | 'competition-mathematics' | 'everyday-arithmetic' | 'code-tracing' | 'code-generation' | 'parallel-tools' | 'single-tool'
  | 'classification' | 'extraction' | 'translation' | 'summary' | 'rewrite' | 'multiple-choice' | 'open-ended-plan';

export interface TextRequest {
  readonly prompt: string;
  readonly system?: string;
  /** Tool definitions, in any provider's shape. */
  readonly tools?: readonly unknown[];
  /** The output schema. */
  readonly schema?: unknown;
  readonly maxTokens?: number;
}

const PATTERNS: readonly (readonly [TextSignalName, RegExp])[] = [
  ['competition-mathematics', /\b(?:prove|proof|lemma|theorem|olympiad)\b|\\(?:frac|sum|sqrt|binom|pmod|equiv|int|angle|triangle|mathbb)\b|\$[^$\n]{1,200}\^[^$\n]{1,200}\$/i],
  ['code-tracing', /\b(?:what (?:does|will) (?:this|the following) (?:code|function|program) (?:print|output|return)|predict the output|trace (?:through )?the (?:code|execution)|assert \w+\(.*\) ==)/i],
  ['code-generation', /\b(?:write|implement|create|complete) (?:a |an |the )?(?:(?:python|javascript|typescript|java|sql|bash|c\+\+|rust|go)\s)?(?:function|class|program|script|query|method|regex)\b|```/i],
  ['translation', /\btranslate\b/i],
  ['summary', /\b(?:summari[sz]e|summary of|tl;dr)\b/i],
  ['rewrite', /\b(?:rewrite|rephrase|paraphrase|proofread|fix the grammar)\b/i],
  ['classification', /\b(?:classify|categori[sz]e|label)\b|\b(?:respond|reply|answer) (?:only )?with (?:only )?(?:one|exactly one|a single) (?:word|label|category|of)\b|\bone of(?: the following)?:/i],
  ['extraction', /\bextract\b/i],
  ['multiple-choice', /^\s*\(?[A-D][).]\s.*\n\s*\(?[B-E][).]\s/m],
  ['everyday-arithmetic', /\bhow (?:many|much)\b[^?]*\?/i],
  ['open-ended-plan', /\b(?:plan|design|architect|strategy|roadmap|investigate|research)\b/i],
];

/** Longest text looked at: a signal stands at the beginning or the end of a prompt, not in the middle of a document. */
const WINDOW = 4000;

export function textSignals(request: TextRequest): readonly TextSignal[] {
  const all = [request.system ?? '', request.prompt].join('\n');
  const text = all.length > 2 * WINDOW ? `${all.slice(0, WINDOW)}\n${all.slice(-WINDOW)}` : all;
  const found = PATTERNS.flatMap(([name, pattern]): TextSignal[] => {
    const match = pattern.exec(text);
    return match === null ? [] : [{ name, evidence: match[0].trim().replace(/\s+/g, ' ').slice(0, 60) }];
  });
  const tools = request.tools ?? [];
  if (tools.length === 0) return found;
  const asks = actionsAsked(request.prompt);
  return [asks > 1
    ? { name: 'parallel-tools', evidence: `${asks} things asked of ${tools.length === 1 ? 'one tool' : `${tools.length} tools`}` }
    : { name: 'single-tool', evidence: tools.length === 1 ? 'one tool' : `one thing asked of ${tools.length} tools` }, ...found];
}

/** Separate things a request asks for: questions, and clauses that begin with "and", "then" or "also". */
export function actionsAsked(prompt: string): number {
  const questions = prompt.match(/\?/g)?.length ?? 0;
  const clauses = prompt.match(/\b(?:and then|then|also|as well as|after that|finally|additionally|and (?:also )?(?:what|how|find|get|tell|calculate|show|book|order|send|create|check)|for each|respectively|both)\b/gi)?.length ?? 0;
  return Math.max(1, questions) + clauses;
}
