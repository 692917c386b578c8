import type { Grammarian } from '../lowering.ts';

export const ECMASCRIPT: Grammarian = { expressions: new Map(), statements: new Map() };
