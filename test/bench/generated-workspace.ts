/** A workspace to measure on: mostly code that has nothing to do with models, as in real products. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { STEADY, TYPESCRIPT } from '../support/prompts.ts';

const FOLDERS = 20;
const FILES = 15;

const PYTHON_MODULE = (n: number): string => `"""Orders of kind ${n}."""
from dataclasses import dataclass
from .module_${(n + 1) % FILES} import Ledger${(n + 1) % FILES} as Next


@dataclass
class Line${n}:
    price: int
    count: int = 1


class Ledger${n}:
    def __init__(self, lines, limit=${n}):
        self.lines = lines
        self.limit = limit
        self.seen = {}

${Array.from({ length: 12 }, (_, i) => `    def step_${i}(self, order, state):
        total = sum(line["price"] * line["count"] for line in order)
        if total > self.limit:
            state["large"] = {"step": ${i}, "total": total, "next": Next}
        for line in order:
            self.seen.setdefault(line["name"], []).append(f"{line['name']}: {total}")
        return state
`).join('\n')}`;

const TYPESCRIPT_MODULE = (n: number): string => `import { format${(n + 1) % FILES} } from './module-${(n + 1) % FILES}';

export interface Row${n} { readonly id: string; readonly price: number; readonly count?: number }

${Array.from({ length: 12 }, (_, i) => `export function total${i}(rows: readonly Row${n}[], limit = ${i}): number {
  let sum = 0;
  for (const row of rows) {
    if (row.price > limit) sum += row.price * (row.count ?? 1);
    else console.log(\`\${row.id} is below \${limit}\`, format${(n + 1) % FILES}(row.id));
  }
  return sum;
}
`).join('\n')}
export const format${n} = (id: string): string => [id, 'of', ${n}].join(' ');
`;

const PYTHON_WRAPPER = `${STEADY}

def ask(question: str, system: str = "You are brief."):
    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": system}, {"role": "user", "content": question}])
`;

const PYTHON_CALLER = (n: number): string => `from .assistant import ask


def summarise_${n}(document):
    return ask(f"Summarise document ${n}: {document}", system="You summarise documents of kind ${n} for a customer.")
`;

/** Every fifth folder calls a model, by itself and through a wrapper. */
export function writeWorkspace(root: string): void {
  for (let folder = 0; folder < FOLDERS; folder += 1) {
    const python = folder % 2 === 0;
    const at = join(root, python ? `service_${folder}` : `web-${folder}`);
    mkdirSync(at, { recursive: true });
    if (python) writeFileSync(join(at, '__init__.py'), '');
    for (let n = 0; n < FILES; n += 1) {
      writeFileSync(join(at, python ? `module_${n}.py` : `module-${n}.ts`), python ? PYTHON_MODULE(n) : TYPESCRIPT_MODULE(n));
    }
    if (folder % 5 > 1) continue;
    writeFileSync(join(at, python ? 'assistant.py' : 'assistant.ts'), python ? PYTHON_WRAPPER : TYPESCRIPT);
    if (python) writeFileSync(join(at, 'jobs.py'), PYTHON_CALLER(folder));
  }
}
