import type { DatabaseSync } from 'node:sqlite';
import { onlyContent } from '../../content.ts';
import type { SpanFact } from '../../otlp/facts.ts';

export interface ContentsStore {
  add(span: SpanFact): void;
  /** Newest first. */
  containing(text: string, limit: number): { readonly traceId: string; readonly spanId: string }[];
  prune(before: number): void;
}

/** Prompts and answers, apart from the facts, so that nothing else ever reads them by accident. */
export function createContentsStore(db: DatabaseSync): ContentsStore {
  const add = db.prepare('INSERT OR IGNORE INTO contents VALUES (?, ?, ?, ?)');
  const containing = db.prepare('SELECT trace_id, span_id FROM contents WHERE instr(lower(content), lower(?)) > 0 ORDER BY time DESC LIMIT ?');
  return {
    add(span) {
      const content = onlyContent(span.attributes);
      if (content !== null) add.run(span.traceId, span.spanId, span.start, JSON.stringify(content));
    },
    containing: (text, limit) => containing.all(text, limit).map((row) => ({ traceId: String(row['trace_id']), spanId: String(row['span_id']) })),
    prune: (before) => void db.prepare('DELETE FROM contents WHERE time < ?').run(before),
  };
}
