/** What every lowering function is given, so that expressions and statements need not import each other. */
import type { Span } from '../document.ts';
import type { Export, Expression, Import, Statement } from './ir.ts';
import { namedChildren, spanOf } from './tree.ts';
import type { SyntaxNode } from './tree.ts';

export interface Lowering {
  readonly text: string;
  readonly imports: Import[];
  readonly exports: Export[];
  /** A missing node lowers to an empty `unknown` at the given place. */
  expression(node: SyntaxNode | undefined, at: Span): Expression;
  /** One node may lower to several statements, or to none. */
  statements(nodes: readonly SyntaxNode[]): Statement[];
  readonly state: LoweringState;
}

export interface LoweringState {
  /** Functions around the node being lowered. */
  functions: number;
  /** Whether a `yield` was met in the innermost function. */
  yields: boolean;
}

export type LowerExpression = (node: SyntaxNode, lowering: Lowering) => Expression;
export type LowerStatement = (node: SyntaxNode, lowering: Lowering, out: Statement[]) => void;

export interface Grammarian {
  readonly expressions: ReadonlyMap<string, LowerExpression>;
  readonly statements: ReadonlyMap<string, LowerStatement>;
}

export function createLowering(text: string, { expressions, statements }: Grammarian): Lowering {
  const lowering: Lowering = {
    text,
    imports: [],
    exports: [],
    state: { functions: 0, yields: false },
    expression(node, at) {
      if (node === undefined) return unknownAt({ start: at.end, end: at.end });
      const lower = expressions.get(node.type);
      if (lower !== undefined) return lower(node, lowering);
      return node.type === 'ERROR' ? brokenExpression(node, lowering) : unknownAt(node);
    },
    statements(nodes) {
      const out: Statement[] = [];
      for (const node of nodes) lowerStatement(node, lowering, statements, out);
      return out;
    },
  };
  return lowering;
}

function lowerStatement(
  node: SyntaxNode, lowering: Lowering, statements: ReadonlyMap<string, LowerStatement>, out: Statement[],
): void {
  const lower = statements.get(node.type);
  if (lower !== undefined) return lower(node, lowering, out);
  if (node.type === 'ERROR') {
    out.push(...lowering.statements(namedChildren(node)));
    return;
  }
  const value = lowering.expression(node, node);
  if (value.kind !== 'unknown') out.push({ kind: 'expression', value, span: spanOf(node) });
}

/** What stands alone inside a syntax error is probably what was meant. */
function brokenExpression(node: SyntaxNode, lowering: Lowering): Expression {
  const inside = namedChildren(node);
  return inside.length === 1 ? lowering.expression(inside[0], node) : unknownAt(node);
}

export const unknownAt = (span: Span): Expression => ({ kind: 'unknown', span: spanOf(span) });

export const textOf = (lowering: Lowering, node: Span): string => lowering.text.slice(node.start, node.end);

/** Runs a function body's lowering; answers whether it held a `yield`. */
export function insideFunction<T>(lowering: Lowering, lower: () => T): { readonly result: T; readonly yields: boolean } {
  const { state } = lowering;
  const outer = state.yields;
  state.yields = false;
  state.functions += 1;
  const result = lower();
  const { yields } = state;
  state.functions -= 1;
  state.yields = outer;
  return { result, yields };
}

/** A function without a name of its own takes the one it is bound to. */
export function namedBy(value: Expression, target: Expression): Expression {
  if (value.kind !== 'function' || value.function.name !== '') return value;
  const bound = boundName(target);
  return bound === null ? value : { ...value, function: { ...value.function, name: bound.name, nameSpan: bound.span } };
}

function boundName(target: Expression): { readonly name: string; readonly span: Span } | null {
  if (target.kind === 'name') return target;
  if (target.kind === 'member') return { name: target.property, span: target.propertySpan };
  const [only] = target.kind === 'string' ? target.parts : [];
  return only?.kind === 'text' ? { name: only.value, span: only.span } : null;
}
