/** What must hold for every fix of a prompt, whatever the prompt looks like: drawn from a seeded generator. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGrammars } from '../../../src/node/grammars.ts';
import { findingsOf, fixed, siteOf, words } from './drawn.ts';

const RULE = 'cache/volatile-prefix';
const grammars = createGrammars(null);

/** Numerical Recipes' generator: the same prompts on every run. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

const LINES = [
  'Now: {now()}', 'The time is {now()}.', '- run {uuid4()}', '# Context', '<now>', '{now()}', '</now>', '', '', 'You help {name}.', 'Rules:',
  '  - indented', 'Question: {question}', 'Answer:', 'Mixed {now()} and {question}', 'Tell {CONST}. At {now()} you rest. Then go on.', `${words(700)}`, `${words(1300)}`,
];

type Shape = (lines: readonly string[], below: (below: number) => number) => string;

const SHAPES: readonly Shape[] = [
  (lines) => `system = f"""${lines.join('\n')}"""\nrest = 1  # kept\n`,
  (lines) => `system = f"""\n${lines.join('\n')}\n    """\n`,
  (lines) => `const system = \`${lines.join('\n').replaceAll('{', '${')}\`; // kept\n`,
  (lines) => `system = f"${lines.join('\\n')}"\nuser = f"{question}"\n`,
  (lines) => `system = (\n${lines.map((line, index) => `    f"${line}${index < lines.length - 1 ? '\\n' : ''}"`).join('\n')}\n)\n`,
  (lines) => `const system =\n${lines.map((line) => `  \`${line.replaceAll('{', '${')}\\n\``).join(' +\n')};\n`,
];

/** Everything that is sent, order and white space aside. */
function contentOf(source: string): string {
  const blocks = siteOf(source).blocks;
  return blocks.flatMap((block) => block.segments).flatMap((segment) => (segment.kind === 'hole' ? [`{${segment.expression}}`] : segment.text.replace(/\s+/g, '').split('')))
    .sort().join('');
}

/** The source outside of its literals' content, order and white space aside. */
const characters = (source: string): string => source.replace(/\s+/g, '').split('').sort().join('');

test('every fix keeps all content, clears the finding, and has nothing left to do', async () => {
  const [python, typescript] = await Promise.all([grammars.load('python'), grammars.load('typescript')]);
  const below = generator(2026);
  let fixes = 0;
  for (let i = 0; i < 600; i += 1) {
    const lines = Array.from({ length: 2 + below(8) }, () => LINES[below(LINES.length)] ?? '');
    const source = (SHAPES[below(SHAPES.length)] ?? SHAPES[0])?.(lines, below) ?? '';
    for (const id of ['move-behind-static', 'move-to-user-message']) {
      const after = fixed(source, RULE, id);
      if (after === null) continue;
      fixes += 1;
      const tree = (source.startsWith('const') ? typescript : python)?.parser.parse(after);
      assert.equal(tree?.rootNode.hasError, false, `does not parse:\n${after}`);
      tree.delete();
      assert.equal(contentOf(after), contentOf(source), `content of\n${source}\nafter ${id}\n${after}`);
      assert.equal(characters(after), characters(source), 'nothing is added to or taken from the file but white space');
      const left = findingsOf(after, {}, RULE);
      assert.deepEqual(left, [], `still found in\n${after}\nwas\n${source}`);
      assert.equal(fixed(after, RULE, id), null, 'a second run changes nothing');
      assert.equal(source.includes('# kept') || source.includes('// kept'), after.includes('# kept') || after.includes('// kept'));
    }
  }
  assert.ok(fixes > 40, `${fixes} fixes were tried`);
});
