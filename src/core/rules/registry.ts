/** Every rule, in the order of the design's table. */
import { budgetContextRot } from './budget-context-rot.ts';
import { budgetHistoryForSmallOutput } from './budget-history-for-small-output.ts';
import { budgetInheritedPrompt } from './budget-inherited-prompt.ts';
import { budgetUnboundedHistory } from './budget-unbounded-history.ts';
import { budgetUnboundedOutput } from './budget-unbounded-output.ts';
import { cacheChangingTools } from './cache-changing-tools.ts';
import { cacheMisplacedBreakpoint } from './cache-misplaced-breakpoint.ts';
import { cacheMissingBreakpoint } from './cache-missing-breakpoint.ts';
import { cacheRequestBeforeStatic } from './cache-request-before-static.ts';
import { cacheRewrittenHistory } from './cache-rewritten-history.ts';
import { cacheSystemBeforeHistory } from './cache-system-before-history.ts';
import { cacheUnstableOrder } from './cache-unstable-order.ts';
import { cacheUserBeforeShared } from './cache-user-before-shared.ts';
import { cacheVolatilePrefix } from './cache-volatile-prefix.ts';
import { guardBlindRetry } from './guard-blind-retry.ts';
import { guardUnboundedLoop } from './guard-unbounded-loop.ts';
import { routeOversizedModel } from './route-oversized-model.ts';
import { routePrefixAffinity } from './route-prefix-affinity.ts';
import { routeUndersizedModel } from './route-undersized-model.ts';
import type { Rule } from './rule.ts';

export const RULES: readonly Rule[] = [
  cacheVolatilePrefix, cacheUserBeforeShared, cacheRequestBeforeStatic, cacheUnstableOrder, cacheChangingTools, cacheRewrittenHistory,
  cacheMissingBreakpoint, cacheMisplacedBreakpoint, cacheSystemBeforeHistory,
  budgetContextRot, budgetUnboundedHistory, budgetUnboundedOutput, budgetHistoryForSmallOutput, budgetInheritedPrompt,
  routeOversizedModel, routeUndersizedModel, routePrefixAffinity,
  guardBlindRetry, guardUnboundedLoop,
];
