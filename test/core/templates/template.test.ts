/** Each fixture is a path, `===`, the file, `---` and what is read of it. `UPDATE=1` writes the last part anew. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { LineIndex } from '../../../src/core/document.ts';
import type { SourceFile } from '../../../src/core/document.ts';
import type { Segment, TemplateFile } from '../../../src/core/call-site.ts';
import { TEMPLATE_CLAIMS } from '../../../src/core/templates/claims.ts';
import type { TemplateFacet } from '../../../src/core/templates/claims.ts';
import { TEMPLATE_FORMATS } from '../../../src/core/templates/registry.ts';
import { readTemplate } from '../../../src/core/templates/template.ts';
import { cpuTime } from '../../support/cpu-time.ts';
import { createRandom } from '../../support/random.ts';

const root = new URL('../../fixtures/templates/', import.meta.url);
const SEPARATOR = '\n---\n';

interface Fixture {
  readonly name: string;
  readonly url: URL;
  readonly path: string;
  readonly text: string;
  readonly expected: string;
}

const FIXTURES: readonly Fixture[] = readdirSync(root).sort().map((name) => {
  const url = new URL(name, root);
  const whole = readFileSync(url, 'utf8');
  const start = whole.indexOf('\n===\n');
  // The last separator ends the file, since files have front matter of their own.
  const end = process.env['UPDATE'] === '1' && !whole.includes(`${SEPARATOR}format `) ? whole.length : whole.lastIndexOf(`${SEPARATOR}format `);
  return { name, url, path: whole.slice(0, start), text: whole.slice(start + 5, end).replace(/\n*$/, '\n'), expected: whole.slice(end + SEPARATOR.length) };
});

const sourceOf = (file: string, text: string): SourceFile => ({ file: `/project/${file}`, language: 'plaintext', text, hash: text });

const read = (file: string, text: string): TemplateFile | null => readTemplate(sourceOf(file, text));

const printSegment = (segment: Segment): string =>
  segment.kind === 'static' ? `  ${JSON.stringify(segment.text)}` : `  {${segment.expression}} ${segment.volatility}${segment.content === 'text' ? '' : ` ${segment.content}`}`;

function print({ format, variables, includes = [], blocks }: TemplateFile): string {
  return [
    `format ${format}`, `variables ${variables.join(', ')}`, ...(includes.length === 0 ? [] : [`includes ${includes.join(', ')}`]),
    ...blocks.flatMap((block) => [
      `${block.role} ${block.location.range.start.line + 1}-${block.location.range.end.line + 1}${block.condition === undefined ? '' : ` when ${block.condition}`}`,
      ...block.segments.map(printSegment),
    ]),
  ].join('\n');
}

for (const { name, url, path, text, expected } of FIXTURES) {
  test(`reads ${name}`, () => {
    const template = read(path, text);
    assert.ok(template !== null, 'is recognised');
    if (process.env['UPDATE'] === '1') writeFileSync(url, `${path}\n===\n${text.replace(/\n$/, '')}${SEPARATOR}${print(template)}\n`);
    else assert.equal(`${print(template)}\n`, expected);
  });

  test(`${name}: text and holes stand where they are written`, () => {
    const lines = new LineIndex(text);
    for (const segment of (read(path, text)?.blocks ?? []).flatMap((block) => block.segments)) {
      const { start, end } = segment.location.range;
      const written = text.slice(lines.offsetAt(start), lines.offsetAt(end));
      if (segment.kind === 'hole') assert.ok(written.includes(segment.expression.split(/\W/)[0] ?? ''), `${segment.expression} in ${written}`);
      else assert.equal(firstWord(written.replace(/\\n/g, ' ')), firstWord(segment.text), `${segment.text} in ${written}`);
    }
  });
}

const firstWord = (text: string): string => /[A-Za-z]+/.exec(text)?.[0] ?? '';

function facetsOf({ blocks, includes }: TemplateFile): TemplateFacet[] {
  return [
    ...(new Set(blocks.map((block) => block.role)).size > 1 ? (['roles'] as const) : []),
    ...(blocks.some((block) => block.segments.some((segment) => segment.kind === 'hole')) ? (['holes'] as const) : []),
    ...(blocks.some((block) => block.condition !== undefined) ? (['branches'] as const) : []),
    ...(includes === undefined ? [] : (['includes'] as const)),
  ];
}

test('what is claimed of a format is what its fixtures show', () => {
  const shown = new Map<string, Set<TemplateFacet>>();
  for (const { path, text } of FIXTURES) {
    const template = read(path, text);
    const format = template?.format.split('+')[0] ?? '';
    const facets = shown.get(format) ?? new Set();
    for (const facet of template === null ? [] : facetsOf(template)) facets.add(facet);
    shown.set(format, facets);
  }
  const claimed = TEMPLATE_CLAIMS.map(({ format, facets }) => [format, [...facets].sort()]);
  assert.deepEqual(claimed.sort(), [...shown].map(([format, facets]) => [format, [...facets].sort()]).sort());
  assert.deepEqual(TEMPLATE_CLAIMS.map((claim) => claim.format).sort(), TEMPLATE_FORMATS.map((format) => format.id).sort());
});

test('what only looks like a prompt file is left alone', () => {
  const none: readonly (readonly [string, string])[] = [
    ['deploy/system.j2', '[Unit]\nDescription={{ name }}\n'],
    ['design/system.md', '# The system\n\nThree parts talk to each other.\n'],
    ['.claude/skills/x/SKILL.md', '---\nname: x\n---\nYou are a coding tool.\n'],
    ['README.md', '# Project\n\nYou are welcome to contribute.\n'],
    ['docs/prompts/overview.md', '# Prompts\n\nHow prompts work here.\n'],
    ['.claude/prompts/x.md', 'You are a coding tool.\n'],
    ['plans/prompts/wave-1.md', 'You are a coding tool. Do the first wave.\n'],
    ['tests/cassettes/prompts/chat.yaml', 'request:\n  messages:\n    - role: user\n      content: You are asked for the weather in Paris, as it was recorded.\n'],
    ['tests/prompts/__snapshots__/system.txt', 'You are an assistant.\n'],
    ['content/chat-prompt.mdx', '# Chat\n\nYou are a reader.\n'],
    ['prompt-guide.md', '# Guide\n\nYou are a writer.\n'],
    ['package.json', '{ "name": "prompt", "description": "You are a helpful package, and this is long enough." }'],
    ['src/prompts/config.json', '{ "timeout": 3, "name": "none of it is a prompt, though it is a long text" }'],
    ['templates/page.html.j2', '<html>{{ title }}</html>'],
    ['deploy/nginx.conf.j2', 'server { listen {{ port }}; }'],
    ['.github/workflows/ci.yml', 'name: ci\non: push\njobs:\n  a:\n    steps:\n      - run: echo prompt\n'],
    ['compose.yaml', 'services:\n  db:\n    image: postgres\n    user: "root"\n'],
    ['notes.txt', 'Buy milk. You are a star.\n'],
    ['requirements.txt', 'openai==1.0\n'],
    ['snippets/ask.jinja', 'answer = client.ask(\n    model="{{ model.id }}",\n)\n'],
    ['src/app.ts', 'You are a prompt'],
    ['prompts/tools/saw.md', '---\ntools:\n  - name: saw\n---\n'],
    ['commands/run.md', '---\ndescription: How to run it.\n---\n# Running\n\nRun it with `npm start`.\n'],
    ['agents/ada.md', '---\nname: Ada\ndescription: Sells houses by the sea.\n---\nAda has sold houses for twenty years.\n'],
    ['security.md', '# Security\n\nYou are asked to report what you find.\n'],
    ['release.yaml', 'archives:\n  - name_template: "{{ .Project }}_{{ .Version }} for those who build it themselves"\n'],
    ['survey.yaml', 'prompts:\n  - content: "How old are the trees in your garden, as far as you know?"\n'],
  ];
  for (const [path, text] of none) assert.equal(read(path, text), null, path);
});

test('half a file, or one full of marks that never close, neither throws nor hangs', () => {
  for (const { path, text } of FIXTURES) {
    for (let seed = 1; seed <= 20; seed += 1) {
      const random = createRandom(seed);
      const start = random.int(text.length);
      read(path, text.slice(start, start + random.int(text.length)));
    }
  }
  const started = cpuTime();
  for (const mark of ['{{', '{%', '{#', '{{{', '${', '<a ', '---\n', 'system:\n', '{% if a %}', '{{#a}}', '"']) {
    for (const { path } of FIXTURES) read(path, mark.repeat(400));
  }
  assert.ok(cpuTime() - started < 3_000);
});

test('what the folders above the workspace are called says nothing', () => {
  const source = { file: '/home/me/docs/prompts/project/notes/rules.md', language: 'plaintext' as const, text: 'Buy milk.\n', hash: '' };
  assert.equal(readTemplate(source, { path: 'notes/rules.md' }), null);
  assert.notEqual(readTemplate({ ...source, text: 'You are a nurse.\n' }, { path: 'prompts/rules.md' }), null);
});
