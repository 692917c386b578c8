/** Programs whose names, objects and functions lead back to themselves, as no person would write many of: what an engine that follows values could follow for ever. */
import type { Random } from './random.ts';

export type Tongue = 'py' | 'ts';

const NAMES = ['a', 'b', 'c', 'messages', 'client'];
const FUNCTIONS = ['get', 'make', 'ask'];

/** An expression of few names, so that most of them meet again. */
function expression(random: Random, tongue: Tongue, depth = 0): string {
  const inner = (): string => expression(random, tongue, depth + 1);
  const name = random.pick(NAMES);
  if (depth > 2) return random.pick([name, `${random.pick(FUNCTIONS)}()`, '"text"', tongue === 'py' ? 'None' : 'null']);
  const shared = [
    () => name, () => `"${'x'.repeat(random.int(4))}"`, () => `${random.pick(FUNCTIONS)}(${inner()})`, () => `[${inner()}, ${inner()}]`,
    () => `${inner()} + ${inner()}`, () => `box.${name}`, () => `box.step(${inner()})`, () => `${name}[0]`, () => `{"role": "user", "content": ${inner()}}`,
  ];
  const python = [
    () => `(${inner()} if ${name} else ${inner()})`, () => `(${inner()} or ${inner()})`, () => `f"{${name}} and {${random.pick(NAMES)}}"`, () => `[each for each in ${inner()}]`,
    () => `[*${name}, ${inner()}]`, () => `{**${name}, "k": ${inner()}}`, () => `(lambda x: ${inner()})(${inner()})`, () => `"{a} {b}".format(a=${inner()}, b=${inner()})`, () => `"\\n".join(${inner()})`, () => `Box(${inner()})`,
  ];
  const ecmascript = [
    () => `(${name} ? ${inner()} : ${inner()})`, () => `(${inner()} ?? ${inner()})`, () => `\`\${${name}} and \${${random.pick(NAMES)}}\``, () => `[${inner()}].map((each) => ${inner()})`,
    () => `[...${name}, ${inner()}]`, () => `({ ...${name}, k: ${inner()} })`, () => `((x) => ${inner()})(${inner()})`, () => `${inner()}.replace("x", ${inner()})`, () => `[${inner()}].join("\\n")`, () => `new Box(${inner()})`,
  ];
  return random.pick([...shared, ...(tongue === 'py' ? python : ecmascript)])();
}

function statements(random: Random, tongue: Tongue, indent: string): string {
  const value = (): string => expression(random, tongue);
  const py = tongue === 'py';
  const lines = Array.from({ length: random.between(1, 4) }, () => {
    const name = random.pick(NAMES);
    const one = random.pick([
      () => `${name} = ${value()}`, () => `${name} = ${value()}`, () => `${name} += ${value()}`, () => `${name}.${py ? 'append' : 'push'}(${value()})`, () => `${name}[0] = ${value()}`, () => `box.${name} = ${value()}`,
      () => (py ? `if ${name}:\n${indent}    ${random.pick(NAMES)} = ${value()}\n${indent}else:\n${indent}    ${random.pick(NAMES)} = ${value()}` : `if (${name}) { ${random.pick(NAMES)} = ${value()} } else { ${random.pick(NAMES)} = ${value()} }`),
      () => (py ? `for each in ${value()}:\n${indent}    ${name} = ${value()}` : `for (const each of ${value()}) { ${name} = ${value()} }`),
      () => (py ? `while ${name}:\n${indent}    ${name} = ${value()}` : `while (${name}) { ${name} = ${value()} }`),
      () => (py ? `client.chat.completions.create(model="gpt-4o", messages=${value()})` : `client.chat.completions.create({ model: 'gpt-4o', messages: ${value()} })`),
    ])();
    return indent + one;
  });
  return lines.join('\n');
}

/** One file: a class, a few functions that read and set shared names, and code between them. */
export function tangledProgram(random: Random, tongue: Tongue): string {
  const py = tongue === 'py';
  const body = (indent: string): string => statements(random, tongue, indent);
  const result = (): string => expression(random, tongue);
  const functions = FUNCTIONS.map((name) => (py
    ? `def ${name}(x=None):\n    global ${random.pick(NAMES)}, messages\n${body('    ')}\n    return ${result()}\n`
    : `function ${name}(x?: unknown) {\n${body('  ')}\n  return ${result()}\n}\n`));
  const box = py
    ? `class Box:\n    def __init__(self, x=None):\n        self.a = ${result()}\n        self.messages = x\n    def step(self, x):\n        self.${random.pick(NAMES)} = ${result()}\n        box = self\n${body('        ')}\n        return ${result()}\n`
    : `class Box {\n  a: any; b: any; c: any; messages: any; client: any;\n  constructor(x?: any) {\n    this.a = ${result()};\n    this.messages = x;\n  }\n  step(x: any) {\n    this.${random.pick(NAMES)} = ${result()};\n    const box = this;\n${body('    ')}\n    return ${result()};\n  }\n}\n`;
  const start = py ? `from openai import OpenAI\nclient = OpenAI()\na = b = c = None\nmessages = []\n` : `import OpenAI from 'openai';\nlet client: any = new OpenAI();\nlet a: any, b: any, c: any;\nlet messages: any = [];\n`;
  return [start, box, py ? 'box = Box(messages)\n' : 'let box: any = new Box(messages);\n', ...functions, body(''), ''].join('\n');
}
