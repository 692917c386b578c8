/** Every live pattern. */
import type { AlertPattern } from './alert.ts';
import { budgetAlerts } from './budget.ts';
import { fallingCache } from './falling-cache.ts';
import { growingInput } from './growing-input.ts';
import { loop } from './loop.ts';
import { retryStorm } from './retry-storm.ts';
import { runawaySession } from './runaway-session.ts';
import { spike } from './spike.ts';
import { toolFailures } from './tool-failures.ts';
import { unpricedModel } from './unpriced-model.ts';

export const PATTERNS: readonly AlertPattern[] = [
  budgetAlerts, spike, loop, retryStorm, toolFailures, runawaySession, unpricedModel, fallingCache, growingInput,
];
