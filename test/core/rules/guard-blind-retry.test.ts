/** What tries a call again: what is told, how layers multiply, and what stays quiet. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../../src/core/analysis.ts';
import { findingsInCode } from './real.ts';

const RULE = 'guard/blind-retry';
const PY = 'import time\nfrom openai import OpenAI, RateLimitError\nfrom tenacity import retry, stop_after_attempt, retry_if_exception_type\n\nclient = OpenAI()\n\n';
const TS = "import OpenAI from 'openai';\nimport pRetry from 'p-retry';\n\nconst client = new OpenAI();\n\n";
const ASK = 'client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": q}])';
const ASK_TS = "client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: q }] })";

async function told(file: 'a.py' | 'a.ts', code: string): Promise<readonly Finding[]> {
  const found = await findingsInCode({ [file]: (file === 'a.py' ? PY : TS) + code }, `/retry/${file}`);
  return found.filter(({ rule }) => rule === RULE);
}

const own = (caught: string): string =>
  `def again(tries=3, exceptions=${caught}):\n    def decorator(func):\n        def wrapper(*args):\n            for attempt in range(tries):\n                try:\n                    return func(*args)\n                except exceptions:\n                    time.sleep(1)\n        return wrapper\n    return decorator\n\n\n`;

const python = (head: string, handler: string): string => `def answer(q):\n    ${head}\n        try:\n            return ${ASK}\n        ${handler}\n`;
const loop = (head: string, handler: string): string => `export async function answer(q: string) {\n  ${head} {\n    try {\n      return await ${ASK_TS};\n    } ${handler}\n  }\n}\n`;

/** What is drawn, and the words that tell how many requests one call may become. */
const TOLD: Readonly<Record<string, readonly ['a.py' | 'a.ts', string, RegExp]>> = {
  'a loop around the SDK\'s own tries': ['a.py', python('for attempt in range(5):', 'except Exception:\n            time.sleep(1)'), /whatever went wrong.*: 5 × 3 = 15 requests/],
  'the SDK told to try once': ['a.py', python('for attempt in range(5):', 'except Exception:\n            time.sleep(1)').replace('client.', 'OpenAI(max_retries=0).'), /: up to 5 requests/],
  'a decorator around a loop around the SDK': ['a.py', `@retry(stop=stop_after_attempt(4))\n${python('for attempt in range(2):', 'except Exception:\n            time.sleep(1)')}`, /: 4 × 2 × 3 = 24 requests/],
  'a loop without end': ['a.py', python('while True:  # retry', 'except Exception:\n            time.sleep(1)'), /it never gives up/],
  'a loop without end that ends with an answer': ['a.py', python('while True:', 'except Exception as error:\n            print(error)'), /it never gives up/],
  'layers that look, but multiply': ['a.py', `@retry(stop=stop_after_attempt(5), retry=retry_if_exception_type(RateLimitError))\ndef answer(q):\n    return ${ASK}\n`, /^Tries multiply here: 5 × 3 = 15 requests/],
  'a handler that asks only how often': ['a.py', python('for attempt in range(3):', 'except Exception:\n            if attempt == 2:\n                raise'), /whatever went wrong.*: 3 × 3 = 9 requests/],
  'a loop until there is an answer': ['a.py', `def answer(q):\n    answer = None\n    failures = 0\n    while not answer:\n        try:\n            answer = ${ASK}\n        except Exception as error:\n            failures += 1\n            if failures >= 4:\n                raise\n            time.sleep(5)\n    return answer\n`, /whatever went wrong.*: 4 × 3 = 12 requests/],
  'a handler that calls its function again': ['a.py', `def answer(q, attempt=0):\n    try:\n        return ${ASK}\n    except Exception:\n        if attempt >= 10:\n            return None\n        return answer(q, attempt + 1)\n`, /whatever went wrong.*: 11 × 3 = 33 requests/],
  'a handler that calls its function again under a condition': ['a.py', `def answer(q, attempt=1):\n    try:\n        return ${ASK}\n    except Exception:\n        if attempt < 5:\n            return answer(q, attempt + 1)\n        return None\n`, /whatever went wrong.*: 5 × 3 = 15 requests/],
  'a catch that calls its function again': ['a.ts', `export async function answer(q: string): Promise<unknown> {\n  try {\n    return await ${ASK_TS};\n  } catch (error) {\n    return answer(q);\n  }\n}\n`, /it never gives up/],
  'a decorator of one\'s own': ['a.py', `${own('Exception')}@again(tries=5)\ndef answer(q):\n    return ${ASK}\n`, /whatever went wrong.*: 5 × 3 = 15 requests/],
  'a loop until there is an answer, over named exceptions': ['a.py', `def answer(q):\n    answer = None\n    while not answer:\n        try:\n            answer = ${ASK}\n        except RateLimitError:\n            time.sleep(5)\n    return answer\n`, /^This tries again and never gives up/],
  'a loop in TypeScript': ['a.ts', loop('for (let attempt = 0; attempt < 5; attempt += 1)', 'catch (error) {\n      console.warn(error);\n    }'), /whatever went wrong.*: 5 × 3 = 15 requests/],
  'everything among others': ['a.py', python('for attempt in range(5):', 'except (RateLimitError, Exception):\n            time.sleep(1)'), /whatever went wrong.*: 5 × 3 = 15 requests/],
  'a helper in TypeScript': ['a.ts', `export const answer = (q: string) => pRetry(() => ${ASK_TS}, { retries: 4 });\n`, /whatever went wrong.*: 5 × 3 = 15 requests/],
};

for (const [why, [file, code, words]] of Object.entries(TOLD)) {
  test(`told: ${why}`, async () => {
    const found = await told(file, code);
    assert.equal(found.length, 1);
    assert.match(found[0]?.message ?? '', words);
    assert.deepEqual(found[0]?.fixes, []);
  });
}

const QUIET: Readonly<Record<string, readonly ['a.py' | 'a.ts', string]>> = {
  'the SDK alone': ['a.py', `def answer(q):\n    return ${ASK}\n`],
  'named exceptions': ['a.py', python('for attempt in range(3):', 'except RateLimitError:\n            time.sleep(1)')],
  'a handler that looks at what went wrong': ['a.py', python('for attempt in range(3):', 'except Exception as error:\n            if getattr(error, "status_code", 0) not in (429, 500):\n                raise\n            time.sleep(1)')],
  'a decorator that asks a function': ['a.py', `@retry(stop=stop_after_attempt(3), retry=retry_if_exception(is_rate_limit))\ndef answer(q):\n    return ${ASK}\n`],
  'a decorator of one\'s own that looks at what went wrong': ['a.py', `${own('RateLimitError')}@again(tries=3)\ndef answer(q):\n    return ${ASK}\n`],
  'a handler that calls its function again for a reason': ['a.py', `def answer(q):\n    try:\n        return ${ASK}\n    except Exception as error:\n        if is_rate_limit(error):\n            return answer(q)\n        raise\n`],
  'a handler whose error another function judges': ['a.ts', loop('for (let attempt = 0; attempt < 3; attempt += 1)', 'catch (error) {\n      await handleFailure(error, attempt);\n    }')],
  'a handler that calls another function': ['a.py', `def answer(q):\n    try:\n        return ${ASK}\n    except Exception:\n        return other(q)\n`],
  'several named exceptions': ['a.py', python('for attempt in range(3):', 'except (RateLimitError, TimeoutError) as error:\n            time.sleep(1)')],
  'a handler that gives up': ['a.py', python('for attempt in range(3):', 'except Exception:\n            raise')],
  'a loop over items': ['a.py', `def answers(questions):\n    for q in questions:\n        try:\n            print(${ASK})\n        except Exception:\n            continue\n`],
  'a loop over events': ['a.py', `def serve(queue):\n    while True:\n        q = queue.get()\n        try:\n            print(${ASK})\n        except Exception as error:\n            print(error)\n`],
  'a loop over events that one of them ends': ['a.py', `def serve(queue):\n    while True:\n        q = queue.get()\n        if q is None:\n            return\n        try:\n            print(${ASK})\n        except Exception as error:\n            print(error)\n`],
  'a decorator that names exceptions': ['a.py', `@retry(stop=stop_after_attempt(3), retry=retry_if_exception_type(RateLimitError))\ndef answer(q):\n    return ${ASK}\n`],
  'a catch that looks at what went wrong': ['a.ts', loop('for (let attempt = 0; attempt < 3; attempt += 1)', 'catch (error) {\n      if (!(error instanceof OpenAI.RateLimitError)) throw error;\n    }')],
  'a loop over items in TypeScript': ['a.ts', `export async function answers(questions: string[]) {\n  for (const q of questions) {\n    try {\n      console.log(await ${ASK_TS});\n    } catch (error) {\n      console.warn(error);\n    }\n  }\n}\n`],
  'a helper of one\'s own that looks at what went wrong': ['a.ts', `async function withRetry<T>(work: () => Promise<T>): Promise<T> {\n  for (let attempt = 0; attempt < 3; attempt += 1) {\n    try {\n      return await work();\n    } catch (error) {\n      const message = String(error);\n      if (isFinal(message)) throw new Error(message);\n    }\n  }\n  throw new Error('unreachable');\n}\n\nexport const answer = (q: string) => withRetry(() => ${ASK_TS});\n`],
  'a helper that aborts': ['a.ts', `export const answer = (q: string) => pRetry(() => ${ASK_TS}, { retries: 2, shouldRetry: (error) => error instanceof OpenAI.RateLimitError });\n`],
};

for (const [why, [file, code]] of Object.entries(QUIET)) {
  test(`quiet: ${why}`, async () => {
    assert.deepEqual((await told(file, code)).map(({ message }) => message), []);
  });
}
