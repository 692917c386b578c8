/** The names and the place of a call, read from its span and the spans above it. */
import type { CodeLocation } from './call-record.ts';
import { count, record, text } from './dialects/attributes.ts';
import type { Tags } from './dialects/dialect.ts';
import type { Attributes } from './otlp/facts.ts';

/** Ours first, then each emitter's; the first that is set wins. */
const KEYS: Readonly<Record<keyof Tags, readonly string[]>> = {
  agent: ['costline.agent', 'gen_ai.agent.name', 'agent.name', 'graph.node.name'],
  task: ['costline.task', 'gen_ai.workflow.name', 'traceloop.association.properties.task'],
  feature: [
    'costline.feature', 'feature', 'ai.telemetry.functionId', 'traceloop.association.properties.feature', 'gen_ai.prompt.name',
    'langfuse.trace.name', 'langsmith.trace.name', 'traceloop.workflow.name', 'metadata.user_api_key_alias', 'litellm.metadata.user_api_key_alias',
  ],
  user: ['user.id', 'enduser.id', 'ai.telemetry.metadata.userId', 'traceloop.association.properties.user_id', 'langfuse.user.id', 'ai.settings.context.userId', 'metadata.user_api_key_end_user_id', 'litellm.metadata.user_api_key_end_user_id'],
  session: [
    'session.id', 'gen_ai.conversation.id', 'ai.telemetry.metadata.sessionId', 'traceloop.association.properties.session_id',
    'conversation.id', 'langfuse.session.id', 'langsmith.trace.session_id', 'ai.settings.context.sessionId',
  ],
};

/** `chain`: the span's own attributes, then its ancestors' nearest first, then its resource's. */
export function tagsOf(chain: readonly Attributes[]): Tags {
  const find = (tag: keyof Tags): string | null => {
    for (const attributes of chain) {
      const value = text(attributes, ...KEYS[tag]) ?? named(tag, attributes);
      if (value !== null) return value;
    }
    return null;
  };
  return { agent: find('agent'), task: find('task'), feature: find('feature'), user: find('user'), session: find('session') };
}

/** Traceloop names a workflow's parts by kind; OpenInference keeps free metadata as JSON. */
function named(tag: keyof Tags, attributes: Attributes): string | null {
  if (tag === 'agent' || tag === 'task') {
    // VoltAgent names the agent on all spans of it.
    if (tag === 'agent' && text(attributes, 'entity.type') === 'agent') return text(attributes, 'entity.name');
    return text(attributes, 'traceloop.span.kind') === tag ? text(attributes, 'traceloop.entity.name') : null;
  }
  const metadata = record(attributes['metadata']);
  return metadata === null ? null : text(metadata, tag, `${tag}_id`, `${tag}Id`);
}

/** Null when no span of the chain says where in code it is. */
export function codeOf(chain: readonly Attributes[]): CodeLocation | null {
  for (const attributes of chain) {
    const file = text(attributes, 'code.file.path', 'code.filepath');
    const name = text(attributes, 'code.function.name', 'code.function');
    if (file !== null || name !== null) return { file, line: count(attributes, 'code.line.number', 'code.lineno'), function: name };
  }
  return null;
}
