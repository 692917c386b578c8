/**
 * Emitters that count tokens in metrics. Metrics tell sums, not calls, and most emitters send them beside something finer,
 * so they count only where nothing finer arrives. Totals, and histograms beside counters of the same tokens, are not added.
 */
import type { Attributes, PointFact } from '../otlp/facts.ts';
import { text } from './attributes.ts';
import type { Dialect, Metered } from './dialect.ts';
import { providerName } from './usage.ts';

type Role = Metered['role'];

interface Family {
  readonly dialect: string;
  readonly preference: number;
  /** The whole names of its metrics, and what each counts: by itself, or by the value of an attribute. */
  readonly metrics: Readonly<Record<string, Role | Readonly<Record<string, Role>>>>;
  /** The attribute that says what a point counts. */
  readonly by?: string;
  readonly inputIncludesCache: boolean;
  readonly outputIncludesReasoning: boolean;
  readonly provider: string | null;
  readonly codingTool: boolean;
}

const CONVENTIONS = { dialect: 'otel-genai', inputIncludesCache: true, outputIncludesReasoning: true, provider: null, codingTool: false } as const;

const GEMINI_TYPES: Readonly<Record<string, Role>> = { input: 'input', output: 'output', cache: 'cacheRead', thought: 'reasoning', tool: 'beside' };

const FAMILIES: readonly Family[] = [
  {
    dialect: 'claude-code', preference: 0, by: 'type', inputIncludesCache: false, outputIncludesReasoning: true, provider: 'anthropic', codingTool: true,
    metrics: { 'claude_code.token.usage': { input: 'input', output: 'output', cacheRead: 'cacheRead', cacheCreation: 'cacheWrite' }, 'claude_code.cost.usage': 'cost' },
  },
  {
    dialect: 'codex', preference: 0, by: 'token_type', inputIncludesCache: true, outputIncludesReasoning: true, provider: 'openai', codingTool: true,
    metrics: { 'codex.turn.token_usage': { input: 'input', cached_input: 'cacheRead', cache_write_input: 'cacheWrite', output: 'output', reasoning_output: 'reasoning' } },
  },
  {
    dialect: 'gemini-cli', preference: 0, by: 'type', inputIncludesCache: true, outputIncludesReasoning: false, provider: 'google', codingTool: true,
    metrics: { 'gemini_cli.token.usage': GEMINI_TYPES, 'gemini_cli.api.request.count': 'calls' },
  },
  {
    dialect: 'qwen-code', preference: 0, by: 'type', inputIncludesCache: true, outputIncludesReasoning: true, provider: null, codingTool: true,
    metrics: { 'qwen-code.token.usage': GEMINI_TYPES, 'qwen_code.token.usage': GEMINI_TYPES, 'qwen-code.api.request.count': 'calls', 'qwen_code.api.request.count': 'calls' },
  },
  {
    // Its cached parts stand beside the input, as the providers it talks to most count them; arithmetic decides where they do not fit in.
    dialect: 'cline', preference: 0, inputIncludesCache: false, outputIncludesReasoning: true, provider: null, codingTool: true,
    metrics: {
      'cline.tokens.input.total': 'input', 'cline.tokens.output.total': 'output', 'cline.cache.read.tokens.total': 'cacheRead', 'cline.cache.write.tokens.total': 'cacheWrite',
      'cline.cost.total': 'cost', 'cline.tokens.input.per_response': 'calls',
    },
  },
  {
    ...CONVENTIONS, preference: 1,
    metrics: {
      'gen_ai.client.inference.usage.input_tokens': 'input', 'gen_ai.client.inference.usage.output_tokens': 'output',
      'gen_ai.client.inference.usage.cache_read.input_tokens': 'cacheRead', 'gen_ai.client.inference.usage.cache_write.input_tokens': 'cacheWrite',
      'gen_ai.client.inference.usage.cache_creation.input_tokens': 'cacheWrite', 'gen_ai.client.inference.usage.reasoning.output_tokens': 'reasoning',
    },
  },
  { ...CONVENTIONS, preference: 2, metrics: { 'gen_ai.client.inference.operation.input_tokens': 'input', 'gen_ai.client.inference.operation.output_tokens': 'output' } },
  {
    ...CONVENTIONS, preference: 3, by: 'gen_ai.token.type',
    metrics: {
      'gen_ai.client.token.usage': {
        input: 'input', prompt: 'input', output: 'output', completion: 'output', cache_read: 'cacheRead', input_cached: 'cacheRead', cached: 'cacheRead',
        cache_creation: 'cacheWrite', cache_write: 'cacheWrite', reasoning: 'reasoning',
      },
      'gen_ai.client.token.cost': 'cost',
    },
  },
  { ...CONVENTIONS, preference: 4, metrics: { 'gen_ai.usage.input_tokens': 'input', 'gen_ai.usage.prompt_tokens': 'input', 'gen_ai.usage.output_tokens': 'output', 'gen_ai.usage.completion_tokens': 'output', 'gen_ai.usage.cost': 'cost' } },
];

const BY_METRIC = new Map(FAMILIES.flatMap((family) => Object.entries(family.metrics).map(([name, roles]) => [name, { family, roles }] as const)));

export const metrics: Dialect = { id: 'metrics', readPoint };

function readPoint(point: PointFact): Metered | null {
  const found = BY_METRIC.get(point.metric);
  if (found === undefined || point.type === 'gauge') return null;
  const { family, roles } = found;
  const it = point.attributes;
  const role = typeof roles === 'string' ? roles : roles[(family.by === undefined ? null : text(it, family.by)) ?? ''];
  if (role === undefined || (role === 'calls' && failed(it))) return null;
  const { dialect, preference, inputIncludesCache, outputIncludesReasoning, codingTool } = family;
  return {
    dialect, preference, role, inputIncludesCache, outputIncludesReasoning, codingTool,
    provider: family.provider ?? providerName(text(it, 'gen_ai.provider.name', 'gen_ai.system', 'provider')),
    model: text(it, 'gen_ai.response.model', 'gen_ai.request.model', 'model'),
  };
}

/** A request that was refused used no tokens. */
const failed = (attributes: Attributes): boolean => Number(text(attributes, 'status_code') ?? 200) >= 400;
