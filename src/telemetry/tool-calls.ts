/** Spans of tools, as the emitters that trace agents write them. */
import type { Kept } from './derive.ts';
import { text } from './dialects/attributes.ts';
import type { ToolCall } from './ledger/ledger.ts';
import type { SpanFact } from './otlp/facts.ts';
import { codeOf, tagsOf } from './tags.ts';
import type { Claim } from './workspace.ts';

export function toolCallsIn(spans: readonly Kept<SpanFact>[], isOurs: (claim: Claim) => boolean): ToolCall[] {
  return spans.flatMap(({ fact, workspace }) => {
    const name = toolOf(fact);
    const chain = [fact.attributes, fact.resource];
    if (name === null || !isOurs({ path: workspace, resource: fact.resource, file: codeOf(chain)?.file ?? null })) return [];
    const { session, agent } = tagsOf(chain);
    return [{ name, time: fact.start, failed: fact.status === 'error' || text(fact.attributes, 'error.type') !== null, traceId: fact.traceId, session, agent }];
  });
}

function toolOf({ name, attributes: it }: SpanFact): string | null {
  const isTool = text(it, 'gen_ai.operation.name') === 'execute_tool' || text(it, 'openinference.span.kind') === 'TOOL'
    || text(it, 'traceloop.span.kind') === 'tool' || text(it, 'ai.operationId') === 'ai.toolCall' || text(it, 'langsmith.span.kind') === 'tool'
    || text(it, 'langfuse.observation.type') === 'tool';
  return isTool ? (text(it, 'gen_ai.tool.name', 'tool.name', 'traceloop.entity.name', 'ai.toolCall.name') ?? name.replace(/^execute_tool\s+/, '')) : null;
}
