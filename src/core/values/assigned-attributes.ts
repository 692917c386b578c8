/** Which attributes of their object methods set, as their text shows. */
import type { Statement } from '../syntax/ir.ts';
import type { ClassValue } from './value.ts';

const assigned = new WeakMap<readonly Statement[], ReadonlySet<string>>();

/** Whether some statements, or those inside them, set an attribute of this name. */
export const assignsAttribute = (body: readonly Statement[], name: string): boolean => {
  let names = assigned.get(body);
  if (!names) {
    const found = new Set<string>();
    collectAssigned(body, found);
    names = found;
    assigned.set(body, names);
  }
  return names.has(name);
};

const collectAssigned = (body: readonly Statement[], into: Set<string>): void => {
  for (const statement of body) {
    switch (statement.kind) {
      case 'assign': if (statement.target.kind === 'member') into.add(statement.target.property); break;
      case 'expression': if (statement.value.kind === 'assignment' && statement.value.target.kind === 'member') into.add(statement.value.target.property); break;
      case 'if': collectAssigned(statement.then, into); collectAssigned(statement.otherwise, into); break;
      case 'loop': case 'with': case 'block': collectAssigned(statement.body, into); break;
      case 'try': collectAssigned(statement.body, into); for (const handler of statement.handlers) collectAssigned(handler, into); break;
      case 'switch': for (const each of statement.cases) collectAssigned(each.body, into); break;
      default:
    }
  }
};

/** Whether a method other than the constructor sets it. */
export const assignsOutside = (of: ClassValue, name: string): boolean =>
  of.node.body.some((statement) => statement.kind === 'function' && statement.function.role !== 'constructor' && statement.function.name !== '__init__' && assignsAttribute(statement.function.body, name));
