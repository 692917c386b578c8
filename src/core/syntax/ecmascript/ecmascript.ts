import type { Grammarian } from '../lowering.ts';
import { EXPRESSIONS } from './expressions.ts';
import { STATEMENTS } from './statements.ts';

/** JavaScript, TypeScript and TSX: their grammars name things alike, so one set of functions lowers all three. */
export const ECMASCRIPT: Grammarian = { expressions: EXPRESSIONS, statements: STATEMENTS };
