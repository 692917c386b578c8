/**
 * Milliseconds to read a file new, and after a keystroke, beside a bare parse of the same text.
 *
 *   node test/bench/syntax.bench.ts
 */
import { createSyntax } from '../../src/core/syntax/syntax.ts';
import { createGrammars } from '../../src/node/grammars.ts';

const PYTHON = (i: number): string => `
class Agent${i}(Base):
    """Answers questions of kind ${i}."""
    model: str = "gpt-4o"

    def __init__(self, client, *, limit=${i}):
        self.client = client
        self.history = [{"role": "system", "content": f"You are agent {limit!r}.\\nBe brief."}]

    async def answer(self, question: str, **options) -> str:
        for document in await self.search(question)[:3]:
            self.history.append({"role": "user", "content": PROMPT.format(text=document, now=datetime.now())})
        reply = await self.client.chat.completions.create(model=self.model, messages=self.history, **options)
        return reply.choices[0].message.content if reply.choices else ""
`;

const TYPESCRIPT = (i: number): string => `
export class Agent${i} extends Base<Options> {
  private history: Message[] = [];
  constructor(private readonly client: OpenAI, public limit = ${i}) { super(); }

  async answer(question: string, { model = "gpt-4o", ...options }: Options): Promise<string> {
    for (const document of (await this.search(question)).slice(0, 3)) {
      this.history.push({ role: "user", content: \`Read \${document.text} at \${new Date().toISOString()}.\` });
    }
    const reply = await this.client.chat.completions.create({ model, messages: [...this.history, { role: "user", content: question }], ...options });
    return reply.choices[0]?.message?.content ?? "";
  }
}
`;

const EDITS = 100;
const ROUNDS = 5;

const grammars = createGrammars();
const syntax = createSyntax({ grammars, elapsed: () => performance.now(), pause: async () => {} });

const quantile = (times: readonly number[], share: number): number => [...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0;

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

for (const [language, unit] of [['python', PYTHON], ['typescript', TYPESCRIPT]] as const) {
  const grammar = await grammars.load(language);
  for (const lines of [2_000, 20_000]) {
    const text = Array.from({ length: Math.ceil(lines / (unit(0).split('\n').length - 1)) }, (_, i) => unit(i)).join('');
    const bare: number[] = [];
    const fresh: number[] = [];
    for (let i = 0; i < ROUNDS; i += 1) {
      bare.push(await timed(() => grammar?.parser.parse(text)?.delete()));
      fresh.push(await timed(() => syntax.parse({ file: 'bench', language, text, hash: `${i}` })));
      syntax.forget('bench');
    }
    let edited = text;
    const keystrokes: number[] = [];
    await syntax.parse({ file: 'bench', language, text, hash: '' });
    for (let i = 0; i < EDITS; i += 1) {
      // Inside a string of the next method, all through the file.
      const at = edited.indexOf('role', Math.floor((edited.length * i * 0.95) / EDITS)) + 'role'.length;
      edited = `${edited.slice(0, at)}x${edited.slice(at)}`;
      const source = { file: 'bench', language, text: edited, hash: `edit ${i}` } as const;
      keystrokes.push(await timed(() => syntax.parse(source)));
    }
    syntax.forget('bench');
    console.log(
      `${language} ${lines} lines: bare parse ${quantile(bare, 0.5).toFixed(1)}, read new ${quantile(fresh, 0.5).toFixed(1)}, ` +
      `after a keystroke p50 ${quantile(keystrokes, 0.5).toFixed(1)}, p95 ${quantile(keystrokes, 0.95).toFixed(1)}`,
    );
  }
}
