// npm test. Plain JavaScript for any Node from 20: see bootstrap.mjs.
import { runPinned } from './support/bootstrap.mjs';

runPinned('test/run.ts');
