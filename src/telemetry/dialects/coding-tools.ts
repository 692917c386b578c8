/**
 * Coding tools that report one call in several signals. For each, one signal is believed and the rest are left alone:
 * the log record of the answer, which carries the fullest counts. What they cost is the user's own, not the product's.
 */
import type { LogFact, SpanFact } from '../otlp/facts.ts';
import { count, firstText, nanodollars, text } from './attributes.ts';
import type { Dialect, Usage } from './dialect.ts';
import { statement } from './usage.ts';

/**
 * Claude Code: input leaves the cached part out; writes come split by lifetime. Its span says less than its log record
 * and shares the request id with it, so either is enough and both are one call.
 */
export const claudeCode: Dialect = {
  id: 'claude-code',
  readSpan: (span) => {
    if (!span.scope.name.startsWith('com.anthropic.claude_code') || span.name !== 'claude_code.llm_request') return null;
    const it = span.attributes;
    return statement('claude-code', {
      input: count(it, 'input_tokens'), output: count(it, 'output_tokens'), inputIncludesCache: false,
      cacheRead: count(it, 'cache_read_tokens'), cacheWrite: count(it, 'cache_creation_tokens'),
    }, {
      provider: 'anthropic', model: text(it, 'model', 'gen_ai.request.model'), requestedModel: text(it, 'gen_ai.request.model', 'model'),
      responseId: text(it, 'request_id', 'gen_ai.response.id'), finishReason: text(it, 'stop_reason'), timeToFirstTokenMs: count(it, 'ttft_ms'), codingTool: true,
    });
  },
  readLog: (log) => {
    if (!log.scope.name.startsWith('com.anthropic.claude_code') || !/(^|\.)api_request$/.test(log.event)) return null;
    const it = log.attributes;
    return statement('claude-code', {
      input: count(it, 'input_tokens'), output: count(it, 'output_tokens'), inputIncludesCache: false,
      cacheRead: count(it, 'cache_read_tokens'), cacheWrite: count(it, 'cache_creation_tokens'),
      cacheWrite5m: count(it, 'cache_creation_5m_tokens'), cacheWrite1h: count(it, 'cache_creation_1h_tokens'),
    }, {
      provider: 'anthropic', model: text(it, 'model'), requestedModel: text(it, 'model'), responseId: text(it, 'request_id'),
      durationMs: count(it, 'duration_ms'), timeToFirstTokenMs: count(it, 'ttft_ms'),
      reportedCost: nanodollars(count(it, 'cost_usd')), codingTool: true,
    });
  },
};

/** Codex: `response.completed` comes twice, once without counts. Input includes the cached part. */
export const codex: Dialect = {
  id: 'codex',
  // The span of an answer names no model: that stands on the turn around it, which repeats the sum.
  readSpan: (span) => {
    if (!isCodex(span)) return null;
    const it = span.attributes;
    const turn = count(it, 'codex.turn.token_usage.input_tokens') !== null;
    const input = count(it, 'codex.turn.token_usage.input_tokens', 'gen_ai.usage.input_tokens');
    if (input === null) return null;
    return statement('codex', {
      input, inputIncludesCache: true, output: count(it, 'codex.turn.token_usage.output_tokens', 'gen_ai.usage.output_tokens'),
      cacheRead: count(it, 'codex.turn.token_usage.cached_input_tokens', 'gen_ai.usage.cache_read.input_tokens'),
      cacheWrite: count(it, 'codex.turn.token_usage.cache_write_input_tokens', 'gen_ai.usage.cache_write.input_tokens'),
      reasoning: count(it, 'codex.turn.token_usage.reasoning_output_tokens', 'codex.usage.reasoning_output_tokens'),
    }, { scope: turn ? 'summary' : 'call', provider: 'openai', model: text(it, 'model', 'gen_ai.response.model', 'gen_ai.request.model'), codingTool: true });
  },
  readLog: (log) => {
    if (!log.scope.name.startsWith('codex') || log.event !== 'codex.sse_event') return null;
    const it = log.attributes;
    const input = count(it, 'input_token_count');
    if (input === null) return null;
    return statement('codex', {
      input, output: count(it, 'output_token_count'), inputIncludesCache: true,
      cacheRead: count(it, 'cached_token_count'), cacheWrite: count(it, 'cache_write_token_count'), reasoning: count(it, 'reasoning_token_count'),
    }, { provider: 'openai', model: text(it, 'model', 'slug'), requestedModel: text(it, 'model', 'slug'), timeToFirstTokenMs: count(it, 'ttft_ms'), codingTool: true });
  },
};

/** Gemini CLI counts thoughts beside the output; Qwen Code, made from it, counts them inside. */
const geminiFamily = (id: string, outputIncludesReasoning: boolean, provider: string | null): Dialect => {
  const event = `${id === 'gemini-cli' ? 'gemini_cli' : id}.api_response`;
  return {
    id,
    readLog: (log: LogFact): Usage | null => {
      if (log.event !== event && log.event !== event.replace('-', '_')) return null;
      const it = log.attributes;
      const [input, output] = [count(it, 'input_token_count'), count(it, 'output_token_count')];
      const [thoughts, tool, total] = [count(it, 'thoughts_token_count') ?? 0, count(it, 'tool_token_count') ?? 0, count(it, 'total_token_count')];
      const parts = partsOf({ apart: (input ?? 0) + (output ?? 0), thoughts, tool, total }, outputIncludesReasoning);
      return statement(id, {
        input: input === null ? null : input + parts.beside, output, inputIncludesCache: true, outputIncludesReasoning: parts.includes,
        cacheRead: count(it, 'cached_content_token_count'), reasoning: thoughts,
      }, {
        provider, model: text(it, 'model'), requestedModel: text(it, 'model'), durationMs: count(it, 'duration_ms'),
        finishReason: firstText(it['finish_reasons']), codingTool: true,
      });
    },
  };
};

/** The total tells whether thoughts stand inside the output, and whether what tools answered stands beside the input. */
function partsOf(counts: Readonly<Record<'apart' | 'thoughts' | 'tool', number>> & { readonly total: number | null }, usual: boolean): { readonly includes: boolean; readonly beside: number } {
  const readings = [usual, !usual].flatMap((includes) => [0, counts.tool].map((beside) => ({ includes, beside })));
  return readings.find(({ includes, beside }) => counts.total === counts.apart + (includes ? 0 : counts.thoughts) + beside) ?? { includes: usual, beside: 0 };
}

export const geminiCli = geminiFamily('gemini-cli', false, 'google');
export const qwenCode = geminiFamily('qwen-code', true, null);

const isCodex = (span: SpanFact): boolean => span.scope.name.startsWith('codex') || /^codex/.test(text(span.resource, 'service.name') ?? '');

/** Their spans repeat what the log records say, under no id that both share. */
const REPEATED = /^(gemini-cli|qwen-code)/;

export const repeatsItsLogs = (span: SpanFact): boolean => REPEATED.test(span.scope.name) || isCodex(span);

/** Tools whose spans follow the conventions: only who pays is different. */
const CODING_SCOPES = /^(github\.copilot|copilot-chat|opencode|cline)$/;
const CODING_SERVICES = /^(github-copilot|copilot-chat|opencode|cline|claude-code|codex|gemini-cli|qwen-code)/;

export const isCodingTool = (scope: string, service: string | null): boolean =>
  CODING_SCOPES.test(scope) || (service !== null && CODING_SERVICES.test(service));
