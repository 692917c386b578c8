/**
 * Spans drawn as an indented list, children below their parents:
 *
 *     invoke_agent @ my-scope
 *       chat @ my-scope 100..400
 *         gen_ai.usage.input_tokens = 1200
 *
 * A line with ` = ` is an attribute of the span above it; its value is JSON, or text where it is none.
 * A scope holds for the spans below too. `a..b` are milliseconds from the start of the trace; without them a span lies inside its parent.
 */
import type { Attributes, AttributeValue, Facts, LogFact, SpanFact } from '../../src/telemetry/otlp/facts.ts';

export const START = Date.UTC(2026, 0, 5, 12);

interface Open {
  readonly depth: number;
  readonly span: SpanFact;
  readonly attributes: Record<string, AttributeValue>;
}

export interface Drawing {
  readonly trace?: string;
  readonly resource?: Attributes;
}

export function drawSpans(picture: string, { trace = '1', resource = { 'service.name': 'shop' } }: Drawing = {}): SpanFact[] {
  const spans: Open[] = [];
  for (const line of picture.split('\n')) {
    if (line.trim() === '') continue;
    const depth = line.length - line.trimStart().length;
    const last = spans.at(-1);
    const equals = line.indexOf(' = ');
    if (equals >= 0 && last !== undefined) {
      last.attributes[line.slice(0, equals).trim()] = valueOf(line.slice(equals + 3).trim());
      continue;
    }
    const parent = spans.findLast((open) => open.depth < depth)?.span ?? null;
    const [, head = '', from, to] = /^(.*?)(?:\s+(\d+)\.\.(\d+))?$/.exec(line.trim()) ?? [];
    const [name = '', scopeName = parent?.scope.name ?? 'drawn'] = head.split(' @ ');
    const inside = spans.length + 1;
    const attributes: Record<string, AttributeValue> = {};
    spans.push({
      depth, attributes,
      span: {
        traceId: trace.padStart(32, '0'), spanId: `${trace}${String(spans.length + 1).padStart(4, '0')}`.padStart(16, '0').slice(-16), parentSpanId: parent?.spanId ?? null,
        name, start: from === undefined ? (parent?.start ?? START) + inside : START + Number(from), end: to === undefined ? (parent?.end ?? START + 1000) - inside : START + Number(to),
        status: 'unset', attributes, scope: { name: scopeName, version: '' }, resource,
      },
    });
  }
  return spans.map(({ span }) => span);
}

/** One log record: `event @ scope`, then its attributes, one a line. */
export function drawLog(picture: string, { resource = { 'service.name': 'tool' } }: Drawing = {}): LogFact {
  const [head = '', ...lines] = picture.trim().split('\n');
  const [event = '', scope = ''] = head.trim().split(' @ ');
  const attributes = Object.fromEntries(lines.map((line) => {
    const equals = line.indexOf(' = ');
    return [line.slice(0, equals).trim(), valueOf(line.slice(equals + 3).trim())];
  }));
  return { time: START + 500, event, body: null, traceId: null, spanId: null, attributes, scope: { name: scope, version: '' }, resource };
}

export const factsOf = (spans: readonly SpanFact[], logs: readonly LogFact[] = []): Facts => ({ spans, logs, points: [] });

function valueOf(text: string): AttributeValue {
  try {
    const value: AttributeValue = JSON.parse(text);
    // JSON objects arrive as text: that is how emitters write them.
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? text : value;
  } catch {
    return text;
  }
}
