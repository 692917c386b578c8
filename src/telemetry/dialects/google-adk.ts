/**
 * Google's agent kit. Until it named thoughts by the conventions, it handed on what Gemini says, where thoughts stand beside
 * the output. Since then it adds them itself, and does so for providers too that count them inside already.
 */
import type { SpanFact } from '../otlp/facts.ts';
import { count, text } from './attributes.ts';
import { readConventions } from './conventions.ts';
import type { Dialect, Usage } from './dialect.ts';
import { providerName } from './usage.ts';

export const googleAdk: Dialect = { id: 'google-adk', readSpan };

function readSpan(span: SpanFact): Usage | null {
  if (!span.scope.name.startsWith('gcp.vertex.agent')) return null;
  const it = span.attributes;
  const thoughts = count(it, 'gen_ai.usage.reasoning.output_tokens');
  if (thoughts === null) return readConventions(it, { outputIncludesReasoning: false });
  const output = count(it, 'gen_ai.usage.output_tokens') ?? 0;
  const provider = providerName(text(it, 'gen_ai.provider.name', 'gen_ai.system'));
  const twice = provider !== null && provider !== 'google' && output >= 2 * thoughts;
  return readConventions(twice ? { ...it, 'gen_ai.usage.output_tokens': output - thoughts } : it, { outputIncludesReasoning: true });
}
