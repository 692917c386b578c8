import type { Grammarian } from '../lowering.ts';
import { EXPRESSIONS } from './expressions.ts';
import { STATEMENTS } from './statements.ts';

export const PYTHON: Grammarian = { expressions: EXPRESSIONS, statements: STATEMENTS };
