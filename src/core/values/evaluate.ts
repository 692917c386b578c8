/** Expressions. */
import type { Expression, ExpressionOf, Spread } from '../syntax/ir.ts';
import { boundedItems, itemsOf, mergeInto, withEntry } from './collections.ts';
import { evaluateCall } from './call-expression.ts';
import { assume, waysOf, withoutAssumed } from './alternatives.ts';
import { comprehend } from './comprehension.ts';
import { declareType, defineClass } from './classes.ts';
import { joinValues, negation } from './join.ts';
import { typeOf } from './kind-tests.ts';
import { combine } from './operators.ts';
import { keepOf, keptByFormat } from './moments.ts';
import { changesOf, isTransparent, unknown } from './opaque.ts';
import { bind, lookup, selfOf } from './scope.ts';
import { ofParts } from './parts.ts';
import { dedent } from './cutting.ts';
import { asParts, sliceText } from './text.ts';
import { asksForKnownText, isTestOnly, truthOf, usualTruth } from './truth.ts';
import { arrivedBy, constant, deref, NOTHING, refTo, staticText, text } from './value.ts';
import type { FunctionValue, Item, Part, RecordValue, Scope, Value } from './value.ts';
import { isPython, placeOf } from './machine.ts';
import type { Machine } from './machine.ts';

export const evaluate = (machine: Machine, node: Expression, scope: Scope): Value => {
  const place = placeOf(scope, node.span);
  if (!machine.spend()) return unknown('…', place, { volatility: 'request' });
  switch (node.kind) {
    case 'string': return evaluateString(machine, node, scope);
    case 'tagged': return evaluateTagged(machine, node, scope);
    case 'constant': return constant(node.value);
    case 'name': return evaluateName(machine, node, scope);
    case 'member': return machine.member(machine.evaluate(node.object, scope), node.property, place);
    case 'index': return machine.index(machine.evaluate(node.object, scope), machine.evaluate(node.index, scope), place);
    case 'slice': return evaluateSlice(machine, node, scope);
    case 'call': return evaluateCall(machine, node, scope);
    case 'list': return evaluateList(machine, node, scope);
    case 'record': return refTo(evaluateRecord(machine, node, scope));
    case 'binary': return evaluateBinary(machine, node, scope);
    case 'unary': return evaluateUnary(machine, node, scope);
    case 'conditional': return evaluateConditional(machine, node, scope);
    case 'function': {
      const written: FunctionValue = { kind: 'function', node: node.function, scope, ...boundBy(machine, scope) };
      machine.observer.onFunction(written);
      return written;
    }
    case 'class': return node.class.form === 'type' ? declareType(machine, node.class, scope) : defineClass(machine, node.class, scope);
    case 'await': return machine.evaluate(node.value, scope);
    case 'yield': {
      const value = node.value ? machine.evaluate(node.value, scope) : NOTHING;
      machine.frames.at(-1)?.yields.push(value);
      return NOTHING;
    }
    case 'assignment': {
      const value = machine.evaluate(node.value, scope);
      machine.assign(node.target, value, scope, false);
      return value;
    }
    case 'comprehension': return comprehend(machine, node, scope);
    case 'unknown': return unknown('…', place, { volatility: 'request' });
  }
};

/** An arrow function inside a method keeps the method's `this`. */
const boundBy = (machine: Machine, scope: Scope): { self?: Value } => {
  if (isPython(machine, scope.file)) return {};
  const self = selfOf(scope)?.self;
  return self ? { self } : {};
};

const evaluateName = (machine: Machine, node: ExpressionOf<'name'>, scope: Scope): Value => {
  if (node.name === 'this' || node.name === 'super') {
    const holder = selfOf(scope);
    if (node.name === 'super' && holder?.self && holder.owner) return { kind: 'super', self: holder.self, owner: holder.owner };
    if (holder?.self) return holder.self;
  }
  if (node.name === 'undefined') return NOTHING;
  return lookup(machine, scope, node.name, placeOf(scope, node.span));
};

const evaluateString = (machine: Machine, node: ExpressionOf<'string'>, scope: Scope): Value => {
  const parts: Part[] = [];
  for (const part of node.parts) {
    const place = placeOf(scope, part.span);
    if (part.kind === 'text') {
      if (part.value !== '') parts.push({ kind: 'static', text: part.value, place });
    } else parts.push(...interpolated(asParts(machine.evaluate(part.expression, scope), place, machine), part.format));
  }
  return ofParts(parts, 'literal');
};

/** `{now:%Y-%m-%d}` changes once a day. */
const interpolated = (parts: readonly Part[], format: string | undefined): readonly Part[] =>
  (format?.includes('%') ? keepOf(parts, keptByFormat(format, 'strftime')) : parts);

const evaluateTagged = (machine: Machine, node: ExpressionOf<'tagged'>, scope: Scope): Value => {
  const template = machine.evaluate(node.template, scope);
  const tag = deref(machine.evaluate(node.tag, scope));
  const dedents = /dedent|outdent|strip_?indents?|heredoc|endent/i.test(machine.program.source(placeOf(scope, node.tag.span)));
  if (template.kind !== 'text' || (tag.kind === 'opaque' && !dedents && !isTransparent(tag, machine))) return template;
  return dedents ? ofParts(trimmed(dedent(template.parts)), 'literal') : template;
};

const trimmed = (parts: readonly Part[]): readonly Part[] =>
  parts.map((part, i) => (part.kind !== 'static' ? part : {
    ...part, text: i === 0 ? (i === parts.length - 1 ? part.text.trim() : part.text.trimStart()) : i === parts.length - 1 ? part.text.trimEnd() : part.text,
  }));

const evaluateSlice = (machine: Machine, node: ExpressionOf<'slice'>, scope: Scope): Value => {
  const place = placeOf(scope, node.span);
  const object = machine.evaluate(node.object, scope);
  const from = node.from ? machine.evaluate(node.from, scope) : null;
  const to = node.to ? machine.evaluate(node.to, scope) : null;
  const plain = deref(object);
  if (plain.kind === 'list') {
    const known = (value: Value | null): number | undefined => {
      const number = value && deref(value);
      return number?.kind === 'constant' && typeof number.value === 'number' ? number.value : undefined;
    };
    if (plain.items.some((item) => item.rest) && (from || to)) return object;
    return refTo({ ...plain, items: plain.items.slice(known(from) ?? 0, known(to)) });
  }
  // `messages[::-1]` and `messages[:]` leave nothing out.
  return from || to ? sliceText(object, from, to, place, machine) : object;
};

const evaluateList = (machine: Machine, node: ExpressionOf<'list'>, scope: Scope): Value => {
  const items: Item[] = [];
  for (const item of node.items) {
    if (item.kind === 'spread') items.push(...spreadItems(machine, item, scope));
    else items.push({ value: machine.evaluate(item, scope), place: placeOf(scope, item.span) });
  }
  const spread = node.items.some((item) => item.kind === 'spread');
  return refTo({ kind: 'list', items: spread ? boundedItems(items) : items, ordered: node.form !== 'set', place: placeOf(scope, node.span) });
};

const spreadItems = (machine: Machine, spread: Spread, scope: Scope): readonly Item[] => {
  const value = machine.evaluate(spread.value, scope);
  const place = placeOf(scope, spread.span);
  const condition = spread.value.kind === 'binary' || spread.value.kind === 'conditional' ? machine.program.source(placeOf(scope, spread.value.kind === 'binary' ? spread.value.left.span : spread.value.test.span)) : undefined;
  return itemsOf(value, place, condition);
};

const evaluateRecord = (machine: Machine, node: ExpressionOf<'record'>, scope: Scope): RecordValue => {
  let record: RecordValue = { kind: 'record', entries: [], rest: null, place: placeOf(scope, node.span) };
  for (const entry of node.entries) {
    if (entry.kind === 'spread') {
      record = mergeInto(record, machine.evaluate(entry.value, scope));
      continue;
    }
    const key = keyOf(machine, entry.key, scope);
    const value = machine.evaluate(entry.value, scope);
    record = key === null ? { ...record, rest: value } : withEntry(record, { key, value, place: placeOf(scope, entry.value.span) });
  }
  return record;
};

/** Keys of a record literal: a string, a computed constant, or ECMAScript's bare name. */
const keyOf = (machine: Machine, key: Expression, scope: Scope): string | null => {
  const value = deref(machine.evaluate(key, scope));
  if (value.kind === 'constant') return String(value.value);
  return staticText(value);
};

const evaluateBinary = (machine: Machine, node: ExpressionOf<'binary'>, scope: Scope): Value => {
  const place = placeOf(scope, node.span);
  const left = machine.evaluate(node.left, scope);
  switch (node.operator) {
    case '||': case 'or': case '??': return evaluateOr(machine, node, left, scope);
    case '&&': case 'and': {
      if (isTestOnly(node.left)) return constant(false);
      const truth = truthOf(left);
      if (truth === false) return left;
      const right = machine.evaluate(node.right, scope);
      return truth === true ? right : joinValues(constant(false), right, machine.program.source(placeOf(scope, node.left.span)));
    }
    default: return combine(machine, node.operator, { left, right: machine.evaluate(node.right, scope) }, { place, left: placeOf(scope, node.left.span), right: placeOf(scope, node.right.span) });
  }
};

/** `given || fallback`: the fallback is a default, and stays known as one. */
const evaluateOr = (machine: Machine, node: ExpressionOf<'binary'>, left: Value, scope: Scope): Value => {
  const plain = deref(left);
  const truth = node.operator === '??' ? (plain.kind === 'constant' ? plain.value !== null : plain.kind === 'text' ? true : truthOf(left)) : truthOf(left);
  if (truth === true && !(plain.kind === 'union' && isLookup(node.left))) return left;
  const right = machine.evaluate(node.right, scope);
  if (truth === false) return right;
  const condition = machine.program.source(placeOf(scope, node.left.span));
  return joinValues(left, arrivedBy(right, 'default'), `not ${condition}`);
};

/** `texts[name]`, `texts.get(name)`: of several entries it may be, it may be none. */
const isLookup = (node: Expression): boolean => node.kind === 'index' || (node.kind === 'call' && node.callee.kind === 'member' && node.callee.property === 'get');

const evaluateUnary = (machine: Machine, node: ExpressionOf<'unary'>, scope: Scope): Value => {
  const value = machine.evaluate(node.operand, scope);
  const plain = deref(value);
  if (node.operator === '!' || node.operator === 'not') {
    const truth = truthOf(value);
    const usual = truth === null ? usualTruth(value) : null;
    if (usual !== null) return { ...constant(!usual), via: 'declared' };
    return truth === null ? unknown(machine.program.source(placeOf(scope, node.span)), placeOf(scope, node.span), { volatility: 'request' }) : constant(!truth);
  }
  if (node.operator === '-' && plain.kind === 'constant' && typeof plain.value === 'number') return constant(-plain.value);
  if (node.operator === 'typeof') {
    const type = typeOf(value);
    if (type !== null) return text(type, placeOf(scope, node.span));
  }
  return plain.kind === 'constant' ? value : unknown(machine.program.source(placeOf(scope, node.span)), placeOf(scope, node.span), { volatility: changesOf(value, machine).volatility });
};

const evaluateConditional = (machine: Machine, node: ExpressionOf<'conditional'>, scope: Scope): Value => {
  const test = machine.evaluate(node.test, scope);
  const truth = isTestOnly(node.test) ? false : truthOf(test) ?? usualTruth(test);
  if (truth !== null) return machine.evaluate(truth ? node.then : node.otherwise, scope);
  const condition = machine.program.source(placeOf(scope, node.test.span));
  const ways = waysOf(machine, node.test, scope);
  const mark = machine.heap.mark();
  machine.conditions.push(condition);
  assume(machine, ways.then);
  const then = machine.evaluate(node.then, scope);
  machine.conditions.pop();
  const changes = machine.heap.rewind(mark);
  assume(machine, ways.otherwise);
  const otherwise = machine.evaluate(node.otherwise, scope);
  const other = machine.heap.rewind(mark);
  machine.heap.merge(withoutAssumed([{ changes, when: condition, known: ways.then }, { changes: other, when: negation(condition), known: ways.otherwise }]));
  // `given ? given : fallback` is `given || fallback`.
  const given = machine.program.source(placeOf(scope, node.then.span));
  if (asksForKnownText(machine, node.test, test, scope)) return joinValues(labelled(otherwise, negation(condition)), then, condition);
  const fallback = condition.replace(/\s*!==?\s*(?:undefined|null|'')$/, '').replace(/\?\./g, '.') === given.replace(/\?\./g, '.') ? arrivedBy(otherwise, 'default') : otherwise;
  return joinValues(labelled(then, condition), fallback, negation(condition));
};

const labelled = (value: Value, when: string): Value => {
  const plain = deref(value);
  return plain.kind === 'union' ? { ...plain, members: plain.members.map((member) => (member.when ? member : { ...member, when })) } : value;
};

/** Binds the names of `import` statements of a module or function. */
export const bindImport = (machine: Machine, scope: Scope, module: string, imported: string, local: string, place: Item['place']): void =>
  bind(machine, scope, imported === '**' ? `**${module}` : local, { kind: 'import', module, imported, file: scope.file, place });
