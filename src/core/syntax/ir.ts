/**
 * The language-neutral form that one file is lowered to before anything is decided about it.
 *
 * Python and ECMAScript lower to the same shapes, so the interpreter in `values/` is written once.
 * It is plain data: it can be cached by content, sent to a worker and printed in a test.
 * Broken code lowers to what can be seen; what cannot be read becomes `unknown`.
 */
import type { Span } from '../document.ts';

export interface Module {
  readonly imports: readonly Import[];
  /** ECMAScript only: names other files can import. In Python every top-level name is importable. */
  readonly exports: readonly Export[];
  readonly body: readonly Statement[];
  /** Parts that could not be read, e.g. syntax errors. */
  readonly broken: readonly Span[];
}

/** `import a.b as c`, `from .x import y as z`, `import d, { e as f } from "m"`, `const g = require("m")`. */
export interface Import {
  /** As written: `openai`, `.prompts`, `@/lib/ai`, `../x.js`. */
  readonly module: string;
  /** `'*'` the module itself, `'default'` its default export, otherwise the exported name; Python's `from m import *` is `'**'`. */
  readonly imported: string;
  readonly local: string;
  readonly span: Span;
  /** Inside a function or a condition: it binds there only. */
  readonly nested: boolean;
}

export interface Export {
  /** `default` for a default export, `**` for `export * from`, `*` for what stands for the whole module: `module.exports = f`. */
  readonly exported: string;
  /** The local name exported; absent for a re-export or an unnamed default. */
  readonly local?: string;
  /** `export { x } from "m"`: where it comes from and its name there. */
  readonly from?: { readonly module: string; readonly imported: string };
  /** `export default <expression>`. */
  readonly value?: Expression;
  readonly span: Span;
}

export type Statement =
  | { readonly kind: 'assign'; readonly target: Expression; readonly operator: '=' | '+=' | 'other'; readonly value: Expression; readonly annotation?: Expression; readonly constant: boolean; readonly span: Span }
  | { readonly kind: 'expression'; readonly value: Expression; readonly span: Span }
  | { readonly kind: 'return'; readonly value?: Expression; readonly span: Span }
  | { readonly kind: 'if'; readonly test: Expression; readonly then: readonly Statement[]; readonly otherwise: readonly Statement[]; readonly span: Span }
  | { readonly kind: 'loop'; readonly form: 'for' | 'while' | 'do'; readonly target?: Expression; readonly iterable?: Expression; readonly test?: Expression; readonly body: readonly Statement[]; readonly span: Span }
  /** `caught`: what each handler is for; null is everything. */
  | { readonly kind: 'try'; readonly body: readonly Statement[]; readonly handlers: readonly (readonly Statement[])[]; readonly caught: readonly (Expression | null)[]; readonly final: readonly Statement[]; readonly span: Span }
  | { readonly kind: 'with'; readonly items: readonly { readonly value: Expression; readonly target?: Expression }[]; readonly body: readonly Statement[]; readonly span: Span }
  | { readonly kind: 'switch'; readonly subject: Expression; readonly cases: readonly { readonly tests: readonly Expression[]; readonly body: readonly Statement[] }[]; readonly span: Span }
  | { readonly kind: 'function'; readonly function: FunctionNode; readonly span: Span }
  | { readonly kind: 'class'; readonly class: ClassNode; readonly span: Span }
  | { readonly kind: 'raise'; readonly value?: Expression; readonly span: Span }
  | { readonly kind: 'jump'; readonly word: 'break' | 'continue'; readonly span: Span }
  | { readonly kind: 'block'; readonly body: readonly Statement[]; readonly span: Span };

export type Expression =
  | { readonly kind: 'string'; readonly parts: readonly StringPart[]; readonly form: 'plain' | 'interpolated' | 'bytes'; readonly span: Span }
  /** `prompt\`…\``: a template with a function applied. */
  | { readonly kind: 'tagged'; readonly tag: Expression; readonly template: Expression & { readonly kind: 'string' }; readonly span: Span }
  | { readonly kind: 'constant'; readonly value: number | boolean | null; readonly span: Span }
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  | { readonly kind: 'member'; readonly object: Expression; readonly property: string; readonly propertySpan: Span; readonly optional: boolean; readonly span: Span }
  | { readonly kind: 'index'; readonly object: Expression; readonly index: Expression; readonly span: Span }
  | { readonly kind: 'slice'; readonly object: Expression; readonly from?: Expression; readonly to?: Expression; readonly span: Span }
  | { readonly kind: 'call'; readonly callee: Expression; readonly args: readonly Argument[]; readonly isNew: boolean; readonly span: Span }
  /** Sets keep `form: 'set'`, whose order is not stable. */
  | { readonly kind: 'list'; readonly items: readonly (Expression | Spread)[]; readonly form: 'list' | 'tuple' | 'set'; readonly span: Span }
  | { readonly kind: 'record'; readonly entries: readonly (RecordEntry | Spread)[]; readonly span: Span }
  /** `and`/`&&`, `or`/`||`, `??`, comparison, arithmetic. Python's words become the symbols. */
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression; readonly span: Span }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression; readonly span: Span }
  | { readonly kind: 'conditional'; readonly test: Expression; readonly then: Expression; readonly otherwise: Expression; readonly span: Span }
  | { readonly kind: 'function'; readonly function: FunctionNode; readonly span: Span }
  | { readonly kind: 'class'; readonly class: ClassNode; readonly span: Span }
  | { readonly kind: 'await'; readonly value: Expression; readonly span: Span }
  | { readonly kind: 'yield'; readonly value?: Expression; readonly span: Span }
  /** `x := …`, `x = …` inside an expression. */
  | { readonly kind: 'assignment'; readonly target: Expression; readonly value: Expression; readonly span: Span }
  | { readonly kind: 'comprehension'; readonly form: 'list' | 'set' | 'record' | 'generator'; readonly element: Expression; readonly key?: Expression; readonly clauses: readonly { readonly target: Expression; readonly iterable: Expression; readonly tests: readonly Expression[] }[]; readonly span: Span }
  | { readonly kind: 'unknown'; readonly span: Span };

export type ExpressionOf<K extends Expression['kind']> = Extract<Expression, { kind: K }>;
export type StatementOf<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

/** `*x`, `...x` in a list or call; `**x`, `...x` in a record or call. */
export interface Spread {
  readonly kind: 'spread';
  readonly value: Expression;
  readonly span: Span;
}

/** A positional argument, `name=value`, `*rest` or `**options`. */
export interface Argument {
  readonly name?: string;
  readonly spread?: 'list' | 'record';
  readonly value: Expression;
  readonly span: Span;
}

/** `{ key: value }`, `{ shorthand }`, `{ method() {} }`. Computed keys keep their expression. */
export interface RecordEntry {
  readonly kind: 'entry';
  readonly key: Expression;
  readonly value: Expression;
  readonly span: Span;
}

/** Text has escapes already resolved; its span is the source it was written in. */
export type StringPart =
  | { readonly kind: 'text'; readonly value: string; readonly span: Span }
  | { readonly kind: 'hole'; readonly expression: Expression; readonly span: Span; readonly format?: string };

export interface FunctionNode {
  /** Empty for a lambda or an arrow that no name is bound to. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly params: readonly Param[];
  readonly body: readonly Statement[];
  /** Arrow or lambda: the body is this one expression. */
  readonly result?: Expression;
  readonly decorators: readonly Expression[];
  readonly returns?: Expression;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  /** `static` and `@staticmethod`, `@classmethod`, `get`/`@property` matter to lookups. */
  readonly role: 'function' | 'method' | 'static' | 'classmethod' | 'getter' | 'constructor';
  readonly doc?: string;
  readonly span: Span;
}

export interface Param {
  /** For a destructured parameter a synthetic name; `pattern` says what it binds. */
  readonly name: string;
  readonly kind: 'plain' | 'keyword' | 'rest' | 'keywords';
  readonly pattern?: Expression;
  readonly default?: Expression;
  readonly annotation?: Expression;
  /** TypeScript's `constructor(private x: T)` also assigns `this.x`. */
  readonly field: boolean;
  readonly span: Span;
}

export interface ClassNode {
  /** TypeScript's `interface` and `type`: it says what objects hold, and makes none. An alias of another type has that as its base. */
  readonly form?: 'type';
  readonly name: string;
  readonly nameSpan: Span;
  readonly bases: readonly Expression[];
  /** TypeScript's `implements`. */
  readonly promises?: readonly Expression[];
  /** Python's `class A(B, metaclass=M)`. */
  readonly keywords: readonly Argument[];
  /** Fields as `assign` (value `unknown` when only annotated), methods as `function`, in order. */
  readonly body: readonly Statement[];
  readonly decorators: readonly Expression[];
  readonly doc?: string;
  readonly span: Span;
}
