import type { Builtins } from './rules.ts';

export const ECMASCRIPT: Builtins = {
  volatility: [
    { at: ':Date.now()', volatility: 'time' },
    { at: ':Date()', volatility: 'time' },
    { at: ':performance.now()', volatility: 'time' },
    { at: '{dayjs,moment,luxon,date-fns,@date-io/dayjs}:{default,DateTime.now,DateTime.local,}()', volatility: 'time' },
    { at: ':Math.random()', volatility: 'random' },
    { at: ':crypto.{randomUUID,getRandomValues}()', volatility: 'random' },
    { at: '{crypto,node:crypto}:**random**()', volatility: 'random' },
    { at: '{uuid,nanoid,ulid,cuid,@paralleldrive/cuid2,short-uuid,@faker-js/faker,unique-names-generator}:**', volatility: 'random' },
    { at: ':process.{env,env.*,cwd(),platform,argv,version,pid}', volatility: 'process' },
    { at: ':import.meta**', volatility: 'process' },
    { at: ':{Deno,Bun}.env**', volatility: 'process' },
    { at: '{os,node:os}:**', volatility: 'process' },
    { at: ':{navigator,__dirname,__filename}**', volatility: 'process' },
  ],
  dayOf: [
    '.toLocaleDateString()', '.toDateString()', '.getFullYear()', '.getMonth()', '.getDate()', '.getDay()', '.getUTCFullYear()', '.getUTCMonth()', '.getUTCDate()', '.toISODate()',
  ],
  hourOf: ['.getHours()', '.getUTCHours()', '.hour', '.hour()', '.hours()'],
  zoneOf: ['.getTimezoneOffset()', '.utcOffset()', '.offset', '.zoneName', '.offsetNameShort', '.offsetNameLong', '.isInDST', '.isDST()'],
  formats: [
    { at: '{date-fns,date-fns-tz}:{format,formatInTimeZone,lightFormat}()', language: 'date-fns' },
    { at: '**.format()', language: 'moment' },
    { at: '**.toFormat()', language: 'luxon' },
  ],
  transparent: [
    '{dedent,ts-dedent,outdent,common-tags,endent,string-dedent}:{default,dedent,stripIndent,stripIndents,outdent,}()',
    'langsmith/wrappers:wrap*()', 'langsmith/wrappers/**:wrap*()', 'braintrust:wrap*()', 'langfuse:observeOpenAI()', '@langfuse/openai:observeOpenAI()',
    ':TextEncoder().encode()', ':Buffer.from()', ':structuredClone()', ':Object.freeze()', ':Object.seal()', ':Promise.resolve()', ':String.raw()', ':Array.from()', 'react:{useMemo,useCallback}()',
  ],
  environment: [],
  readsFile: [
    { at: '{fs,node:fs,fs-extra,graceful-fs}:**{readFileSync,readFile}()', path: '#0' },
    { at: '{fs/promises,node:fs/promises}:**readFile()', path: '#0' },
    { at: ':Bun.file().text()', path: '^#0' },
    { at: ':Deno.{readTextFile,readTextFileSync}()', path: '#0' },
  ],
  joinsPaths: ['{path,node:path,pathe}:{default.,posix.,}{join,resolve}()', '{url,node:url}:fileURLToPath()'],
  fetchesPrompt: [
    { at: '{langfuse,langfuse-langchain,@langfuse/client}:**{Langfuse,LangfuseClient}().{getPrompt,prompt.get}()', from: 'Langfuse' },
    { at: '{langchain/hub,langchain/hub/node,langchainhub}:**pull()', from: 'the LangSmith hub' },
    { at: 'langsmith{/**,}:Client().{pullPrompt,pullPromptCommit}()', from: 'the LangSmith hub' },
    { at: '{braintrust,@arizeai/phoenix-client/prompts,opik}:**{loadPrompt,getPrompt}()', from: 'a prompt registry' },
  ],
  serialises: [':JSON.stringify()', 'yaml:**stringify()', 'js-yaml:**dump()', 'superjson:**stringify()'],
  pipes: [
    { at: '{@langchain/**,langchain,langchain/**}:**.pipe()', stages: 'receiver' },
    { at: 'pipe:pipe()', stages: 'receiver' },
    { at: 'pipe:{withConfig,withRetry,withFallbacks,withListeners}()', stages: 'same' },
    { at: '{@langchain/**,langchain,langchain/**}:{**.,}RunnableSequence.from()', stages: 'list' },
  ],
  parses: [':JSON.parse()', 'yaml:{default.,YAML.,}parse()', 'js-yaml:{default.,yaml.,}load()', 'json5:{default.,}parse()'],
  toText: [':String()'],
  memoises: ['react:cache()', 'lodash:{memoize,once}()', 'lodash/{memoize,once}:default()', 'p-memoize:default()'],
};
