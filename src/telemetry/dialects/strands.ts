/**
 * Strands Agents: each call of a model has a span by the conventions, with the counts as its provider gave them. What the spans
 * of agents say is the sum of all they were ever asked, so a second question would bill the first again: it is not read.
 */
import type { Attributes, SpanFact } from '../otlp/facts.ts';
import { text } from './attributes.ts';
import { readConventions } from './conventions.ts';
import type { Dialect, Usage } from './dialect.ts';

export const strands: Dialect = { id: 'strands', readSpan };

/** `strands.telemetry.tracer` in Python, `strands-agents` in JavaScript. */
const SCOPE = /^strands[.-]/;

/**
 * Anthropic's and Bedrock's own ids: both leave the cached part out of the input, and Strands hands that on. Behind a gateway,
 * `anthropic/…`, it stands inside; and in Python since the cached part has the name of the conventions.
 */
const APART = /^(claude-|([a-z]+\.)?(anthropic|amazon)\.|arn:aws:bedrock)/;

function readSpan({ scope, attributes }: SpanFact): Usage | 'nothing' | null {
  if (!SCOPE.test(scope.name)) return null;
  const usage = readConventions(attributes, leavesCacheOut(scope.name, attributes) ? { inputIncludesCache: false } : {});
  return usage?.scope === 'summary' ? 'nothing' : usage;
}

const leavesCacheOut = (scope: string, it: Attributes): boolean => APART.test(text(it, 'gen_ai.request.model') ?? '') && !(scope === PYTHON && NAMED.some((key) => key in it));

const PYTHON = 'strands.telemetry.tracer';
const NAMED = ['gen_ai.usage.cache_read.input_tokens', 'gen_ai.usage.cache_creation.input_tokens'] as const;
