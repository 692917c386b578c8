/** The schema, as the steps that lead to it. A step is never changed once it was released; a new one is added. */

export interface Migration {
  readonly to: number;
  readonly sql: string;
  /** Calls and rollups are derived anew afterwards. */
  readonly rebuild?: true;
}

export const MIGRATIONS: readonly Migration[] = [
  {
    to: 1,
    sql: `
      CREATE TABLE resources (id INTEGER PRIMARY KEY, attributes TEXT NOT NULL UNIQUE) STRICT;
      CREATE TABLE spans (
        trace_id TEXT NOT NULL, span_id TEXT NOT NULL, parent_id TEXT, name TEXT NOT NULL, scope TEXT NOT NULL, scope_version TEXT NOT NULL,
        started REAL NOT NULL, ended REAL NOT NULL, status TEXT NOT NULL, attributes TEXT NOT NULL, resource INTEGER NOT NULL,
        workspace TEXT
      ) STRICT;
      CREATE UNIQUE INDEX spans_key ON spans (trace_id, span_id);
      CREATE INDEX spans_started ON spans (started);
      CREATE TABLE logs (
        key TEXT PRIMARY KEY, trace_id TEXT, span_id TEXT, time REAL NOT NULL, event TEXT NOT NULL, scope TEXT NOT NULL, scope_version TEXT NOT NULL,
        attributes TEXT NOT NULL, resource INTEGER NOT NULL, workspace TEXT
      ) STRICT;
      CREATE INDEX logs_trace ON logs (trace_id);
      CREATE TABLE points (
        key TEXT PRIMARY KEY, metric TEXT NOT NULL, type TEXT NOT NULL, temporality TEXT NOT NULL, started REAL NOT NULL, time REAL NOT NULL,
        value REAL NOT NULL, count INTEGER NOT NULL, attributes TEXT NOT NULL, scope TEXT NOT NULL, resource INTEGER NOT NULL, workspace TEXT
      ) STRICT;
      CREATE TABLE workspaces (id TEXT PRIMARY KEY, name TEXT NOT NULL, folders TEXT NOT NULL, services TEXT NOT NULL, seen INTEGER NOT NULL) STRICT;
      CREATE TABLE calls (
        id TEXT PRIMARY KEY, trace TEXT NOT NULL, time INTEGER NOT NULL, workspace TEXT, cost INTEGER, coding_tool INTEGER NOT NULL, record TEXT NOT NULL
      ) STRICT;
      CREATE INDEX calls_trace ON calls (trace);
      CREATE INDEX calls_time ON calls (time);
      CREATE INDEX calls_workspace ON calls (workspace, time);
      CREATE TABLE minutes (
        minute INTEGER NOT NULL, workspace TEXT NOT NULL, tag TEXT NOT NULL, value TEXT NOT NULL,
        cost INTEGER NOT NULL, calls INTEGER NOT NULL, unpriced INTEGER NOT NULL, unmeasured INTEGER NOT NULL,
        input INTEGER NOT NULL, cache_read INTEGER NOT NULL, cache_write INTEGER NOT NULL, output INTEGER NOT NULL, errors INTEGER NOT NULL,
        PRIMARY KEY (workspace, tag, minute, value)
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    to: 2,
    // Spend was first joined to code by scanning records; an index by place makes it a look-up.
    sql: `
      ALTER TABLE calls ADD COLUMN place TEXT;
      CREATE INDEX calls_place ON calls (workspace, place, time);
    `,
    rebuild: true,
  },
  {
    to: 3,
    // A month by session out of minutes is a scan of a million rows; out of days it is a few thousand.
    sql: ['hours', 'days'].map((table) => `
      CREATE TABLE ${table} (
        minute INTEGER NOT NULL, workspace TEXT NOT NULL, tag TEXT NOT NULL, value TEXT NOT NULL,
        cost INTEGER NOT NULL, calls INTEGER NOT NULL, unpriced INTEGER NOT NULL, unmeasured INTEGER NOT NULL,
        input INTEGER NOT NULL, cache_read INTEGER NOT NULL, cache_write INTEGER NOT NULL, output INTEGER NOT NULL, errors INTEGER NOT NULL,
        PRIMARY KEY (workspace, tag, minute, value)
      ) STRICT, WITHOUT ROWID;`).join(''),
    rebuild: true,
  },
  {
    to: 4,
    // Calls are seen beside those of other traces: one call told twice is hidden once, and what tells less waits for what tells more.
    // Metric points become calls: by the series they continue, and the export they came with.
    sql: `
      ALTER TABLE calls ADD COLUMN response TEXT;
      ALTER TABLE calls ADD COLUMN rank INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE calls ADD COLUMN worth INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE calls ADD COLUMN scope TEXT NOT NULL DEFAULT '';
      ALTER TABLE calls ADD COLUMN draft TEXT;
      ALTER TABLE calls ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
      CREATE INDEX calls_response ON calls (response) WHERE response IS NOT NULL;
      ALTER TABLE points ADD COLUMN series TEXT;
      ALTER TABLE points ADD COLUMN stream TEXT;
      CREATE INDEX points_series ON points (series, time) WHERE series IS NOT NULL;
      CREATE INDEX points_stream ON points (stream) WHERE stream IS NOT NULL;
      CREATE TABLE doubtful (trace TEXT PRIMARY KEY, service TEXT NOT NULL, since REAL NOT NULL, until REAL NOT NULL) STRICT, WITHOUT ROWID;
      CREATE INDEX doubtful_service ON doubtful (service, until);
    `,
    rebuild: true,
  },
  {
    to: 5,
    // What a user assigned to a call site stays assigned, for later records of the same place too.
    sql: 'CREATE TABLE assignments (workspace TEXT NOT NULL, place TEXT NOT NULL, site TEXT NOT NULL, PRIMARY KEY (workspace, place)) STRICT, WITHOUT ROWID;',
  },
  {
    to: 6,
    // What programs may ask before they spend, and texts where users keep them.
    sql: `
      CREATE TABLE controls (workspace TEXT PRIMARY KEY, halted INTEGER NOT NULL, reason TEXT, until INTEGER) STRICT, WITHOUT ROWID;
      CREATE TABLE contents (trace_id TEXT NOT NULL, span_id TEXT NOT NULL, time REAL NOT NULL, content TEXT NOT NULL, PRIMARY KEY (trace_id, span_id)) STRICT, WITHOUT ROWID;
    `,
  },
  {
    to: 7,
    // Half of what a span takes are the names of its attributes, the same in span after span: they are kept once, and a span
    // keeps its values. Spans of before keep an object and no names. The place of a call was written and never asked for.
    sql: `
      CREATE TABLE names (id INTEGER PRIMARY KEY, names TEXT NOT NULL UNIQUE) STRICT;
      ALTER TABLE spans ADD COLUMN names INTEGER;
      DROP INDEX calls_place;
      ALTER TABLE calls DROP COLUMN place;
    `,
  },
  {
    to: 8,
    // Ids of traces are random, so every index by them costs each transaction a page for each trace. The index of calls' ids,
    // which begin with their trace, does what this one did.
    sql: 'DROP INDEX calls_trace',
  },
  {
    to: 9,
    // Texts came to be known under more and more names; what was stored before is cleaned in the background, and here stands how far.
    sql: 'CREATE TABLE cleaning (store TEXT PRIMARY KEY, rules INTEGER NOT NULL, next INTEGER NOT NULL, until INTEGER NOT NULL, freed INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;',
  },
];

export const SCHEMA = MIGRATIONS.at(-1)?.to ?? 0;
