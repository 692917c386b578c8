/** Lowered code in a compact form that a person can compare with its source. */
import type { Argument, ClassNode, Expression, FunctionNode, Module, Param, Spread, Statement, StringPart } from '../../../src/core/syntax/ir.ts';

export function printModule({ imports, exports, body, broken }: Module, source: string): string {
  return [
    ...imports.map((each) => `import ${each.imported} from ${each.module} as ${each.local}${each.nested ? ' (nested)' : ''}`),
    ...exports.map((each) => `export ${each.exported}${each.local === undefined ? '' : ` = ${each.local}`}${each.from === undefined ? '' : ` from ${each.from.module} ${each.from.imported}`}${each.value === undefined || each.local !== undefined ? '' : ` value ${printExpression(each.value)}`}`),
    ...printBody(body),
    ...broken.map((span) => `broken ${JSON.stringify(source.slice(span.start, span.end))}`),
  ].join('\n');
}

const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

const printBody = (body: readonly Statement[]): string[] => body.flatMap(printStatement);

export function printStatement(statement: Statement): string[] {
  switch (statement.kind) {
    case 'assign': {
      const annotation = statement.annotation === undefined ? '' : `: ${printExpression(statement.annotation)}`;
      const operator = statement.operator === 'other' ? '?=' : statement.operator;
      return printExpression(statement.value).split('\n').map((line, i) =>
        i === 0 ? `${statement.constant ? 'const ' : ''}${printExpression(statement.target)}${annotation} ${operator} ${line}` : line);
    }
    case 'expression': return printExpression(statement.value).split('\n');
    case 'return': return [`return${statement.value === undefined ? '' : ` ${printExpression(statement.value)}`}`];
    case 'raise': return [`raise${statement.value === undefined ? '' : ` ${printExpression(statement.value)}`}`];
    case 'jump': return [statement.word];
    case 'if': return [`if ${printExpression(statement.test)}`, ...indent(printBody(statement.then)), ...section('else', statement.otherwise)];
    case 'loop': {
      const over = statement.iterable === undefined ? '' : ` ${statement.target === undefined ? '' : printExpression(statement.target)} in ${printExpression(statement.iterable)}`;
      return [`${statement.form}${over}${statement.test === undefined ? '' : ` ${printExpression(statement.test)}`}`, ...indent(printBody(statement.body))];
    }
    case 'try': return [
      'try', ...indent(printBody(statement.body)), ...statement.handlers.flatMap((handler) => ['handler', ...indent(printBody(handler))]), ...section('finally', statement.final),
    ];
    case 'with': return [
      `with ${statement.items.map((item) => `${printExpression(item.value)}${item.target === undefined ? '' : ` as ${printExpression(item.target)}`}`).join(', ')}`,
      ...indent(printBody(statement.body)),
    ];
    case 'switch': return [
      `switch ${printExpression(statement.subject)}`,
      ...indent(statement.cases.flatMap((each) => [`case ${each.tests.map(printExpression).join(' | ') || 'any'}`, ...indent(printBody(each.body))])),
    ];
    case 'function': return printFunction(statement.function);
    case 'class': return printClass(statement.class);
    case 'block': return ['block', ...indent(printBody(statement.body))];
  }
}

const section = (title: string, body: readonly Statement[]): string[] => (body.length === 0 ? [] : [title, ...indent(printBody(body))]);

export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'string': return `${expression.form === 'bytes' ? 'b' : ''}${expression.parts.map(printPart).join(' ') || '""'}`;
    case 'tagged': return `tagged ${printExpression(expression.tag)} ${printExpression(expression.template)}`;
    case 'constant': return String(expression.value);
    case 'name': return expression.name;
    case 'member': return `${printExpression(expression.object)}${expression.optional ? '?' : ''}.${expression.property}`;
    case 'index': return `${printExpression(expression.object)}[${printExpression(expression.index)}]`;
    case 'slice': return `${printExpression(expression.object)}[${maybe(expression.from)}:${maybe(expression.to)}]`;
    case 'call': return `${expression.isNew ? 'new ' : ''}${printExpression(expression.callee)}(${expression.args.map(printArgument).join(', ')})`;
    case 'list': return `${expression.form}[${expression.items.map(printItem).join(', ')}]`;
    case 'record': return `{${expression.entries.map((entry) => (entry.kind === 'spread' ? printItem(entry) : `${printExpression(entry.key)}: ${printExpression(entry.value)}`)).join(', ')}}`;
    case 'binary': return `(${printExpression(expression.left)} ${expression.operator} ${printExpression(expression.right)})`;
    case 'unary': return `(${expression.operator} ${printExpression(expression.operand)})`;
    case 'conditional': return `(${printExpression(expression.test)} ? ${printExpression(expression.then)} : ${printExpression(expression.otherwise)})`;
    case 'function': return printFunction(expression.function).join('\n');
    case 'class': return printClass(expression.class).join('\n');
    case 'await': return `await ${printExpression(expression.value)}`;
    case 'yield': return `yield ${maybe(expression.value)}`;
    case 'assignment': return `(${printExpression(expression.target)} := ${printExpression(expression.value)})`;
    case 'comprehension': return printComprehension(expression);
    case 'unknown': return '?';
  }
}

const maybe = (expression: Expression | undefined): string => (expression === undefined ? '' : printExpression(expression));

function printComprehension({ form, key, element, clauses }: Expression & { kind: 'comprehension' }): string {
  const printed = clauses.map(({ target, iterable, tests }) =>
    ` for ${printExpression(target)} in ${printExpression(iterable)}${tests.map((test) => ` if ${printExpression(test)}`).join('')}`);
  return `${form}(${key === undefined ? '' : `${printExpression(key)}: `}${printExpression(element)}${printed.join('')})`;
}

const printPart = (part: StringPart): string =>
  part.kind === 'text' ? JSON.stringify(part.value) : `{${printExpression(part.expression)}${part.format === undefined ? '' : ` ${part.format}`}}`;

const printItem = (item: Expression | Spread): string => (item.kind === 'spread' ? `...${printExpression(item.value)}` : printExpression(item));

const printArgument = ({ name, spread, value }: Argument): string =>
  `${name === undefined ? '' : `${name}=`}${spread === undefined ? '' : spread === 'list' ? '*' : '**'}${printExpression(value)}`;

const printParam = (param: Param): string =>
  `${param.kind === 'plain' ? '' : `${param.kind} `}${param.field ? 'field ' : ''}${param.pattern === undefined ? param.name : printExpression(param.pattern)}` +
  `${param.annotation === undefined ? '' : `: ${printExpression(param.annotation)}`}${param.default === undefined ? '' : ` = ${printExpression(param.default)}`}`;

function printFunction(node: FunctionNode): string[] {
  const marks = [node.isAsync ? 'async ' : '', node.isGenerator ? 'generator ' : ''].join('');
  const head = `${marks}${node.role} ${node.name}(${node.params.map(printParam).join(', ')})${node.returns === undefined ? '' : ` -> ${printExpression(node.returns)}`}`;
  return [
    ...node.decorators.map((decorator) => `@${printExpression(decorator)}`),
    node.result === undefined ? head : `${head} => ${printExpression(node.result)}`,
    ...indent([...(node.doc === undefined ? [] : [`doc ${JSON.stringify(node.doc)}`]), ...printBody(node.body)]),
  ];
}

function printClass(node: ClassNode): string[] {
  const bases = [...node.bases.map(printExpression), ...node.keywords.map(printArgument)].join(', ');
  return [
    ...node.decorators.map((decorator) => `@${printExpression(decorator)}`),
    `${node.form ?? 'class'} ${node.name}(${bases})`,
    ...indent([...(node.doc === undefined ? [] : [`doc ${JSON.stringify(node.doc)}`]), ...printBody(node.body)]),
  ];
}
