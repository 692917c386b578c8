/** Call sites as pictures: each segment drawn under the line it is written on. */
import type { Block, CallSite, Segment } from '../../../src/core/call-site.ts';
import type { Extraction } from '../../../src/core/extract/extract.ts';
import type { Location } from '../../../src/core/document.ts';
import { nameOf } from './workspace.ts';
import type { Texts } from './workspace.ts';

const FILE = /^== (.+)$/;

/** `== name` begins a file; a fixture without one is a single `main.py`. */
export const filesIn = (fixture: string, fallback: string): Texts => {
  const files: Record<string, string> = {};
  let name = fallback;
  for (const line of fixture.split('\n')) {
    const begins = FILE.exec(line)?.[1];
    if (begins !== undefined) name = begins;
    else files[name] = `${files[name] ?? ''}${line}\n`;
  }
  return files;
};

export const draw = (extraction: Extraction): string =>
  extraction.calls.length === 0 ? 'no calls\n' : extraction.calls.map((call) => drawCall(call, extraction)).join('\n');

const drawCall = (call: CallSite, extraction: Extraction): string => {
  const model = call.model.id ?? (call.model.candidates.length > 0 ? `one of ${call.model.candidates.map((each) => each.id).join(', ')}` : 'unknown model');
  const facts = [
    `${call.kind} ${call.sdk}`, `${model} (${call.model.from})`, call.provider ?? 'unknown provider', call.use,
    ...(call.gateway ? [`gateway of ${call.gateway.callers}`] : []), ...(call.outputLimit ? [`at most ${call.outputLimit.tokens ?? '?'} out`] : []),
    ...(call.tools.length > 0 ? [`tools ${call.tools.map((tool) => tool.name).join(', ')}`] : []),
    ...(call.outputSchema ? [`schema ${JSON.stringify(call.outputSchema.schema).length}`] : []), ...(call.reasoning === null ? [] : [`reasoning ${call.reasoning}`]),
    ...(call.fees.length > 0 ? [`fees ${call.fees.join(', ')}`] : []),
    ...(call.branches ? [`${call.branches.min}–${call.branches.max} characters by branch`] : []),
    ...(call.multiple ? [`×${call.multiple.min}–${call.multiple.max ?? '∞'}`] : []),
  ];
  const where = `${nameOf(call.location.file)}:${call.location.range.start.line + 1}${call.enclosing ? ` in ${call.enclosing}` : ''}`;
  return `${facts.join(' · ')} · ${where}\n${call.blocks.map((block) => drawBlock(block, extraction)).join('')}`;
};

const drawBlock = (block: Block, extraction: Extraction): string =>
  `  ${block.role}${block.condition ? ` when ${block.condition}` : ''}${block.breakpoint ? ` · marker ${block.breakpoint.ttl ?? ''}` : ''}\n${block.segments.map((segment) => drawSegment(segment, extraction)).join('')}`;

const drawSegment = (segment: Segment, extraction: Extraction): string => {
  const label = segment.kind === 'static'
    ? `static ${segment.text.length}${segment.inheritedFrom ? ` from ${segment.inheritedFrom}` : ''}`
    : `${segment.volatility}${segment.cause ? `: ${segment.cause}` : ''}${segment.content === 'text' ? '' : ` [${segment.content}]`}${segment.bounds ? ` at most ${segment.bounds.max} characters` : ''}`;
  return underline(segment.location, label, extraction);
};

const underline = ({ file, range }: Location, label: string, extraction: Extraction): string => {
  const line = (extraction.source(file)?.text ?? '').split('\n')[range.start.line] ?? '';
  const end = range.end.line === range.start.line ? range.end.character : line.length;
  const head = `    ${nameOf(file)}:${range.start.line + 1} `;
  return `${head}${line}\n${' '.repeat(head.length + range.start.character)}${'^'.repeat(Math.max(1, end - range.start.character))} ${label}\n`;
};
