/** The configuration when nobody has said anything. */
import type { BudgetAction, Config } from './config.ts';
import { deepFreeze } from './freeze.ts';

/** Fractions of a budget's limit at which something happens. */
export const DEFAULT_LEVELS: readonly number[] = [0.7, 1, 1.2];
export const DEFAULT_ACTIONS: readonly BudgetAction[] = ['notify', 'status'];

export const DEFAULT_CONFIG: Config = deepFreeze<Config>({
  // Under 300 known tokens a price is noise on the line.
  hints: { enabled: true, minimumTokens: 300 },
  codeLens: { enabled: true },
  exclude: ['**/node_modules/**', '**/.venv/**', '**/venv/**', '**/site-packages/**', '**/dist/**', '**/build/**', '**/.git/**', '**/__pycache__/**', '**/*.min.js'],
  quiet: [
    '**/test/**', '**/tests/**', '**/__tests__/**', '**/*.test.*', '**/*.spec.*', '**/test_*.py', '**/*_test.py', '**/conftest.py',
    '**/example/**', '**/examples/**', '**/eval/**', '**/evals/**', '**/evaluation/**', '**/benchmark/**', '**/benchmarks/**',
    '**/*.ipynb', '**/vendor/**', '**/third_party/**',
  ],
  rules: {},
  // $0.50 per thousand calls.
  warnAbovePerThousand: 500_000_000,
  prices: {},
  models: {},
  vocabularies: {},
  assumedModels: [],
  declaredVolume: {},
  budgets: [],
  services: {},
  routes: {},
  intended: [],
  includeCodingTools: false,
  // 4318 is OTLP over HTTP's registered port: emitters find us without configuration.
  collector: { autoStart: false, port: 4318, upstream: null, retentionDays: 30, allowedHosts: [], maxRequestMiB: 64, keepContent: false, webhook: null },
});
