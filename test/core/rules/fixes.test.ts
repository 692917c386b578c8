/** Fixes of real code, each drawn as before and after: the finding is gone, the file parses, and a second run changes nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../../src/core/analysis.ts';
import { loopAround } from '../../../src/core/editing/loops.ts';
import { createGrammars } from '../../../src/node/grammars.ts';
import { applied, words } from './drawn.ts';
import { findingsInCode } from './real.ts';

const LONG = words(2200).replaceAll('. ', '.\n');
const grammars = createGrammars(null);

interface Drawn {
  readonly rule: string;
  readonly fix: string;
  readonly language: 'python' | 'typescript';
  /** `RULES` is a long constant of the file. */
  readonly before: string;
  readonly after: string;
}

const PY = `from datetime import datetime\nimport json, time, anthropic, boto3, litellm\nfrom openai import OpenAI\nfrom langchain_anthropic import ChatAnthropic\nfrom langchain_core.messages import HumanMessage, SystemMessage\n\nopenai = OpenAI()\nclaude = anthropic.Anthropic()\nbedrock = boto3.client("bedrock-runtime")\nRULES = """${LONG}"""\n\n`;
const TS = `import Anthropic from '@anthropic-ai/sdk';\nimport OpenAI from 'openai';\nimport { generateText } from 'ai';\nimport { openai as provider } from '@ai-sdk/openai';\nimport { anthropic } from '@ai-sdk/anthropic';\nimport { bedrock as amazon } from '@ai-sdk/amazon-bedrock';\nimport { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\n\nconst openai = new OpenAI();\nconst claude = new Anthropic();\nconst bedrock = new BedrockRuntimeClient({});\nconst RULES = \`${LONG}\`;\n\n`;

const DRAWN: readonly Drawn[] = [
  {
    rule: 'cache/volatile-prefix', fix: 'move-to-user-message', language: 'python',
    before: 'def a(q: str, history):\n    system = f"It is {datetime.now()}.\\n{RULES}"  # kept\n    messages = [{"role": "system", "content": system}, *history, {"role": "user", "content": q}]\n    return openai.chat.completions.create(model="gpt-4o", messages=messages)\n',
    after: 'def a(q: str, history):\n    system = f"{RULES}"  # kept\n    messages = [{"role": "system", "content": system}, *history, {"role": "user", "content": f"It is {datetime.now()}.\\n{q}"}]\n    return openai.chat.completions.create(model="gpt-4o", messages=messages)\n',
  },
  {
    rule: 'cache/volatile-prefix', fix: 'move-to-user-message', language: 'typescript',
    before: "export async function a(q: string, history: OpenAI.ChatCompletionMessageParam[]) {\n  const system = `It is ${new Date().toISOString()}.\n${RULES}`;\n  return openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'system', content: system }, ...history, { role: 'user', content: q }] }); // kept\n}\n",
    after: "export async function a(q: string, history: OpenAI.ChatCompletionMessageParam[]) {\n  const system = `${RULES}`;\n  return openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'system', content: system }, ...history, { role: 'user', content: `It is ${new Date().toISOString()}.\\n${q}` }] }); // kept\n}\n",
  },
  {
    rule: 'cache/system-before-history', fix: 'move-to-user-message', language: 'python',
    before: 'def a(q: str, history):\n    system = f"{RULES}\\nIt is {datetime.now()}."  # kept\n    return openai.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": system}, *history, {"role": "user", "content": q}])\n',
    after: 'def a(q: str, history):\n    system = f"{RULES}"  # kept\n    return openai.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": system}, *history, {"role": "user", "content": f"It is {datetime.now()}.\\n{q}"}])\n',
  },
  {
    rule: 'cache/volatile-prefix', fix: 'coarsen-time', language: 'python',
    before: 'def a(q):  # kept\n    system = f"Today {datetime.now().strftime(\'%A %d %B %Y, %H:%M:%S\')} is a day. {RULES}"\n    return openai.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": system}, {"role": "user", "content": q}])\n',
    after: 'def a(q):  # kept\n    system = f"Today {datetime.now().strftime(\'%A %d %B %Y\')} is a day. {RULES}"\n    return openai.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": system}, {"role": "user", "content": q}])\n',
  },
  {
    rule: 'cache/volatile-prefix', fix: 'coarsen-time', language: 'python',
    before: 'def a(q):\n    now = datetime.now().isoformat()\n    system = f"It is {now}. {RULES}"\n    return openai.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": system}, {"role": "user", "content": q}])\n',
    after: 'def a(q):\n    now = datetime.now().date().isoformat()\n    system = f"It is {now}. {RULES}"\n    return openai.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": system}, {"role": "user", "content": q}])\n',
  },
  {
    rule: 'cache/volatile-prefix', fix: 'coarsen-time', language: 'typescript',
    before: 'export const a = (q: string) => openai.chat.completions.create({ model: \'gpt-4o\', messages: [{ role: \'system\', content: `It is ${new Date().toISOString()}. ${RULES}` }, { role: \'user\', content: q }] }); // kept\n',
    after: 'export const a = (q: string) => openai.chat.completions.create({ model: \'gpt-4o\', messages: [{ role: \'system\', content: `It is ${new Date().toISOString().slice(0, 10)}. ${RULES}` }, { role: \'user\', content: q }] }); // kept\n',
  },
  {
    rule: 'cache/volatile-prefix', fix: 'move-to-user-message', language: 'typescript',
    before: "export const a = (q: string) => openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'system', content: `Run ${crypto.randomUUID()}.\\n` + (RULES) }, { role: 'user', content: q }] }); // kept\n",
    after: "export const a = (q: string) => openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'system', content: (RULES) }, { role: 'user', content: `Run ${crypto.randomUUID()}.\\n${q}` }] }); // kept\n",
  },
  {
    rule: 'cache/volatile-prefix', fix: 'remove-cache-key', language: 'python',
    before: 'def a(q):\n    return openai.chat.completions.create(\n        model="gpt-4o",\n        prompt_cache_key=f"run-{time.time()}",\n        messages=[{"role": "system", "content": RULES}, {"role": "user", "content": q}],  # kept\n    )\n',
    after: 'def a(q):\n    return openai.chat.completions.create(\n        model="gpt-4o",\n        messages=[{"role": "system", "content": RULES}, {"role": "user", "content": q}],  # kept\n    )\n',
  },
  {
    rule: 'cache/volatile-prefix', fix: 'remove-cache-key', language: 'typescript',
    before: "export const a = (q: string) => openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'system', content: RULES }, { role: 'user', content: q }], prompt_cache_key: crypto.randomUUID() });\n",
    after: "export const a = (q: string) => openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'system', content: RULES }, { role: 'user', content: q }] });\n",
  },
  {
    rule: 'cache/unstable-order', fix: 'sort-order', language: 'python',
    before: 'TAGS = {"a", "b"}\n\ndef a(q):\n    system = f"Tags: {\', \'.join(TAGS)}\\n{RULES}"\n    return openai.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": system}, {"role": "user", "content": q}])\n',
    after: 'TAGS = {"a", "b"}\n\ndef a(q):\n    system = f"Tags: {\', \'.join(sorted(TAGS))}\\n{RULES}"\n    return openai.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": system}, {"role": "user", "content": q}])\n',
  },
  {
    rule: 'cache/missing-breakpoint', fix: 'add-breakpoint', language: 'python',
    before: 'def a(q):\n    return bedrock.converse(modelId="anthropic.claude-sonnet-4-5-v1:0", system=[{"text": RULES}], messages=[{"role": "user", "content": [{"text": q}]}])\n',
    after: 'def a(q):\n    return bedrock.converse(modelId="anthropic.claude-sonnet-4-5-v1:0", system=[{"text": RULES}, {"cachePoint": {"type": "default"}}], messages=[{"role": "user", "content": [{"text": q}]}])\n',
  },
  {
    rule: 'cache/missing-breakpoint', fix: 'add-breakpoint', language: 'typescript',
    before: "export const a = (q: string) => {\n  const system = `${RULES}`;\n  return claude.messages.create({ model: 'claude-sonnet-4-5', max_tokens: 9, system, messages: [{ role: 'user', content: q }] });\n};\n",
    after: "export const a = (q: string) => {\n  const system = `${RULES}`;\n  return claude.messages.create({ model: 'claude-sonnet-4-5', max_tokens: 9, system: [{ type: 'text', text: system, cache_control: { type: 'ephemeral' } }], messages: [{ role: 'user', content: q }] });\n};\n",
  },
  {
    rule: 'cache/missing-breakpoint', fix: 'add-breakpoint', language: 'python',
    before: 'def a(q):\n    return litellm.completion(model="anthropic/claude-sonnet-4-5", messages=[{"role": "system", "content": RULES}, {"role": "user", "content": q}])\n',
    after: 'def a(q):\n    return litellm.completion(model="anthropic/claude-sonnet-4-5", messages=[{"role": "system", "content": [{"type": "text", "text": RULES, "cache_control": {"type": "ephemeral"}}]}, {"role": "user", "content": q}])\n',
  },
  {
    rule: 'cache/missing-breakpoint', fix: 'add-breakpoint', language: 'python',
    before: 'def a(q):\n    return ChatAnthropic(model="claude-sonnet-4-5").invoke([SystemMessage(content=RULES), HumanMessage(content=q)])\n',
    after: 'def a(q):\n    return ChatAnthropic(model="claude-sonnet-4-5").invoke([SystemMessage(content=[{"type": "text", "text": RULES, "cache_control": {"type": "ephemeral"}}]), HumanMessage(content=q)])\n',
  },
  {
    rule: 'cache/missing-breakpoint', fix: 'split-and-mark', language: 'python',
    before: 'def a(q):\n    return claude.messages.create(model="claude-sonnet-4-5", max_tokens=9, system=f"{RULES}\\nIt is {datetime.now()}. Be quick.", messages=[{"role": "user", "content": q}])  # kept\n',
    after: 'def a(q):\n    return claude.messages.create(model="claude-sonnet-4-5", max_tokens=9, system=[{"type": "text", "text": f"{RULES}\\n", "cache_control": {"type": "ephemeral"}}, {"type": "text", "text": f"It is {datetime.now()}. Be quick."}], messages=[{"role": "user", "content": q}])  # kept\n',
  },
  {
    rule: 'cache/missing-breakpoint', fix: 'split-and-mark', language: 'python',
    before: 'def a(q, docs):\n    return claude.messages.create(\n        model="claude-sonnet-4-5", max_tokens=9, messages=[{"role": "user", "content": q}],\n        system=f"""Be kind.\n{RULES}\n\n# Documents\n{docs}\n""",\n    )\n',
    after: 'def a(q, docs):\n    return claude.messages.create(\n        model="claude-sonnet-4-5", max_tokens=9, messages=[{"role": "user", "content": q}],\n        system=[{"type": "text", "text": f"""Be kind.\n{RULES}\n\n""", "cache_control": {"type": "ephemeral"}}, {"type": "text", "text": f"""# Documents\n{docs}\n"""}],\n    )\n',
  },
  {
    rule: 'cache/missing-breakpoint', fix: 'split-and-mark', language: 'typescript',
    before: "export const a = (q: string) => claude.messages.create({ model: 'claude-sonnet-4-5', max_tokens: 9, system: `${RULES}\\nIt is ${new Date().toISOString()}.`, messages: [{ role: 'user', content: q }] });\n",
    after: "export const a = (q: string) => claude.messages.create({ model: 'claude-sonnet-4-5', max_tokens: 9, system: [{ type: 'text', text: `${RULES}\\n`, cache_control: { type: 'ephemeral' } }, { type: 'text', text: `It is ${new Date().toISOString()}.` }], messages: [{ role: 'user', content: q }] });\n",
  },
  {
    rule: 'cache/missing-breakpoint', fix: 'split-and-mark', language: 'python',
    before: 'def a(q):\n    return bedrock.converse(modelId="anthropic.claude-sonnet-4-5-v1:0", system=[{"text": f"{RULES}\\nIt is {datetime.now()}."}], messages=[{"role": "user", "content": [{"text": q}]}])\n',
    after: 'def a(q):\n    return bedrock.converse(modelId="anthropic.claude-sonnet-4-5-v1:0", system=[{"text": f"{RULES}\\n"}, {"cachePoint": {"type": "default"}}, {"text": f"It is {datetime.now()}."}], messages=[{"role": "user", "content": [{"text": q}]}])\n',
  },
  {
    rule: 'cache/misplaced-breakpoint', fix: 'remove-breakpoint', language: 'python',
    before: 'def a(q):\n    return claude.messages.create(\n        model="claude-sonnet-4-5", max_tokens=9,\n        system=[{"type": "text", "text": "Be kind.", "cache_control": {"type": "ephemeral"}}],  # kept\n        messages=[{"role": "user", "content": q}],\n    )\n',
    after: 'def a(q):\n    return claude.messages.create(\n        model="claude-sonnet-4-5", max_tokens=9,\n        system=[{"type": "text", "text": "Be kind."}],  # kept\n        messages=[{"role": "user", "content": q}],\n    )\n',
  },
  {
    rule: 'cache/misplaced-breakpoint', fix: 'remove-breakpoint', language: 'typescript',
    before: "export const a = (q: string) => claude.messages.create({\n  model: 'claude-sonnet-4-5',\n  max_tokens: 9,\n  system: [\n    {\n      type: 'text',\n      text: 'Be kind.',\n      cache_control: { type: 'ephemeral' },\n    },\n  ],\n  messages: [{ role: 'user', content: q }],\n});\n",
    after: "export const a = (q: string) => claude.messages.create({\n  model: 'claude-sonnet-4-5',\n  max_tokens: 9,\n  system: [\n    {\n      type: 'text',\n      text: 'Be kind.',\n    },\n  ],\n  messages: [{ role: 'user', content: q }],\n});\n",
  },
  {
    rule: 'cache/misplaced-breakpoint', fix: 'move-breakpoint', language: 'python',
    before: 'def a(q):\n    return claude.messages.create(model="claude-sonnet-4-5", max_tokens=9, messages=[{"role": "user", "content": q}], system=[\n        {"type": "text", "text": RULES},\n        {"type": "text", "text": f"It is {datetime.now()}", "cache_control": {"type": "ephemeral"}},\n    ])\n',
    after: 'def a(q):\n    return claude.messages.create(model="claude-sonnet-4-5", max_tokens=9, messages=[{"role": "user", "content": q}], system=[\n        {"type": "text", "text": RULES, "cache_control": {"type": "ephemeral"}},\n        {"type": "text", "text": f"It is {datetime.now()}"},\n    ])\n',
  },
  {
    rule: 'cache/rewritten-history', fix: 'cut-by-steps', language: 'python',
    before: 'def a(history: list):\n    return openai.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": RULES}, *history[-20:]])\n',
    after: 'def a(history: list):\n    return openai.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": RULES}, *history[max(0, (len(history) - 20) // 20 * 20):]])\n',
  },
  {
    rule: 'cache/rewritten-history', fix: 'cut-by-steps', language: 'typescript',
    before: "export const a = (history: OpenAI.ChatCompletionMessageParam[]) => openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'system', content: RULES }, ...history.slice(-20)] });\n",
    after: "export const a = (history: OpenAI.ChatCompletionMessageParam[]) => openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'system', content: RULES }, ...history.slice(Math.max(0, Math.floor((history.length - 20) / 20) * 20))] });\n",
  },
  {
    rule: 'budget/unbounded-output', fix: 'limit-output', language: 'python',
    before: 'def a(q):\n    return openai.chat.completions.create(\n        model="gpt-4o",  # kept\n        messages=[{"role": "user", "content": f"Generate a short title for: {q}"}],\n    )\n',
    after: 'def a(q):\n    return openai.chat.completions.create(\n        model="gpt-4o",  # kept\n        messages=[{"role": "user", "content": f"Generate a short title for: {q}"}],\n        max_completion_tokens=64,\n    )\n',
  },
  {
    rule: 'budget/unbounded-output', fix: 'limit-output', language: 'typescript',
    before: "export const a = (q: string) => generateText({ model: provider('gpt-4o'), prompt: `Generate a short title for (this): ${q}` });\n",
    after: "export const a = (q: string) => generateText({ model: provider('gpt-4o'), prompt: `Generate a short title for (this): ${q}`, maxOutputTokens: 64 });\n",
  },
  {
    rule: 'cache/missing-breakpoint', fix: 'add-breakpoint', language: 'typescript',
    before: "export const a = (q: string) => generateText({\n  model: anthropic('claude-sonnet-4-5'),\n  system: RULES,\n  prompt: q, // kept\n});\n",
    after: "export const a = (q: string) => generateText({\n  model: anthropic('claude-sonnet-4-5'),\n  messages: [{ role: 'system', content: RULES, providerOptions: { anthropic: { cacheControl: { type: 'ephemeral' } } } }, { role: 'user', content: q }], // kept\n});\n",
  },
  {
    rule: 'cache/missing-breakpoint', fix: 'add-breakpoint', language: 'typescript',
    before: "export const a = (messages: ModelMessage[]) => generateText({ model: amazon('anthropic.claude-sonnet-4-5-v1:0'), system: RULES, messages });\n",
    after: "export const a = (messages: ModelMessage[]) => generateText({ model: amazon('anthropic.claude-sonnet-4-5-v1:0'), messages: [{ role: 'system', content: RULES, providerOptions: { bedrock: { cachePoint: { type: 'default' } } } }, ...messages] });\n",
  },
  {
    rule: 'cache/missing-breakpoint', fix: 'add-breakpoint', language: 'typescript',
    before: "export const a = (q: string) => generateText({\n  model: anthropic('claude-sonnet-4-5'),\n  messages: [\n    {\n      role: 'system',\n      content: RULES,\n    },\n    { role: 'user', content: q },\n  ],\n});\n",
    after: "export const a = (q: string) => generateText({\n  model: anthropic('claude-sonnet-4-5'),\n  messages: [\n    {\n      role: 'system',\n      content: RULES,\n      providerOptions: { anthropic: { cacheControl: { type: 'ephemeral' } } },\n    },\n    { role: 'user', content: q },\n  ],\n});\n",
  },
  {
    rule: 'cache/misplaced-breakpoint', fix: 'move-breakpoint', language: 'python',
    before: 'def a(q):\n    return bedrock.converse(modelId="anthropic.claude-sonnet-4-5-v1:0", messages=[{"role": "user", "content": [{"text": q}]}], system=[\n        {"text": RULES},\n        {"text": f"It is {datetime.now()}"},\n        {"cachePoint": {"type": "default"}},\n    ])\n',
    after: 'def a(q):\n    return bedrock.converse(modelId="anthropic.claude-sonnet-4-5-v1:0", messages=[{"role": "user", "content": [{"text": q}]}], system=[\n        {"text": RULES},\n        {"cachePoint": {"type": "default"}},\n        {"text": f"It is {datetime.now()}"},\n    ])\n',
  },
  {
    rule: 'cache/misplaced-breakpoint', fix: 'move-breakpoint', language: 'typescript',
    before: "export const a = (q: string) => bedrock.send(new ConverseCommand({ modelId: 'anthropic.claude-sonnet-4-5-v1:0', system: [{ text: RULES }, { text: `It is ${new Date().toISOString()}` }, { cachePoint: { type: 'default' } }], messages: [{ role: 'user', content: [{ text: q }] }] }));\n",
    after: "export const a = (q: string) => bedrock.send(new ConverseCommand({ modelId: 'anthropic.claude-sonnet-4-5-v1:0', system: [{ text: RULES }, { cachePoint: { type: 'default' } }, { text: `It is ${new Date().toISOString()}` }], messages: [{ role: 'user', content: [{ text: q }] }] }));\n",
  },
  {
    rule: 'cache/misplaced-breakpoint', fix: 'remove-breakpoint', language: 'python',
    before: 'def a(q):\n    return bedrock.converse(modelId="anthropic.claude-sonnet-4-5-v1:0", system=[{"text": "Be kind."}, {"cachePoint": {"type": "default"}}], messages=[{"role": "user", "content": [{"text": q}]}])\n',
    after: 'def a(q):\n    return bedrock.converse(modelId="anthropic.claude-sonnet-4-5-v1:0", system=[{"text": "Be kind."}], messages=[{"role": "user", "content": [{"text": q}]}])\n',
  },
  {
    rule: 'cache/misplaced-breakpoint', fix: 'remove-breakpoint', language: 'typescript',
    before: "export const a = (q: string) => bedrock.send(new ConverseCommand({\n  modelId: 'anthropic.claude-sonnet-4-5-v1:0',\n  system: [\n    { text: 'Be kind.' },\n    { cachePoint: { type: 'default' } },\n  ],\n  messages: [{ role: 'user', content: [{ text: q }] }],\n}));\n",
    after: "export const a = (q: string) => bedrock.send(new ConverseCommand({\n  modelId: 'anthropic.claude-sonnet-4-5-v1:0',\n  system: [\n    { text: 'Be kind.' },\n  ],\n  messages: [{ role: 'user', content: [{ text: q }] }],\n}));\n",
  },
  {
    rule: 'cache/volatile-prefix', fix: 'hoist-time', language: 'python',
    before: 'def a(questions, messages):\n    for q in questions:\n        now = datetime.now()  # kept\n        messages.append({"role": "user", "content": q})\n        openai.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": f"It is {now:%H:%M}. {RULES}"}, *messages])\n',
    after: 'def a(questions, messages):\n    now = datetime.now()  # kept\n    for q in questions:\n        messages.append({"role": "user", "content": q})\n        openai.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": f"It is {now:%H:%M}. {RULES}"}, *messages])\n',
  },
  {
    rule: 'cache/volatile-prefix', fix: 'hoist-time', language: 'python',
    before: 'def a():\n    while True:\n        q = input()\n        system = f"It is {datetime.now().isoformat()}. {RULES}"\n        openai.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": system}, {"role": "user", "content": q}])\n',
    after: 'def a():\n    now = datetime.now().isoformat()\n    while True:\n        q = input()\n        system = f"It is {now}. {RULES}"\n        openai.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": system}, {"role": "user", "content": q}])\n',
  },
  {
    rule: 'cache/volatile-prefix', fix: 'hoist-time', language: 'typescript',
    before: "export async function a(questions: string[]) {\n  for (const q of questions) {\n    await openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'system', content: `It is ${new Date().toLocaleString('en-US', { timeZone: 'UTC' })}. ${RULES}` }, { role: 'user', content: q }] });\n  }\n}\n",
    after: "export async function a(questions: string[]) {\n  const now = new Date().toLocaleString('en-US', { timeZone: 'UTC' });\n  for (const q of questions) {\n    await openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'system', content: `It is ${now}. ${RULES}` }, { role: 'user', content: q }] });\n  }\n}\n",
  },
  {
    rule: 'cache/volatile-prefix', fix: 'hoist-time', language: 'typescript',
    before: "export async function a(questions: string[]) {\n  for (const q of questions) {\n    const now = new Date().toISOString();\n    await openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'system', content: `It is ${now}. ${RULES}` }, { role: 'user', content: q }] });\n  }\n}\n",
    after: "export async function a(questions: string[]) {\n  const now = new Date().toISOString();\n  for (const q of questions) {\n    await openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'system', content: `It is ${now}. ${RULES}` }, { role: 'user', content: q }] });\n  }\n}\n",
  },
  {
    rule: 'cache/unstable-order', fix: 'sort-order', language: 'python',
    before: 'def find(q): ...\n\ndef save(q): ...\n\nTOOLS = {find, save}\n\ndef a(messages):  # kept\n    return openai.chat.completions.create(model="gpt-4o", tools=list(TOOLS), messages=[{"role": "system", "content": RULES}, *messages])\n',
    after: 'def find(q): ...\n\ndef save(q): ...\n\nTOOLS = {find, save}\n\ndef a(messages):  # kept\n    return openai.chat.completions.create(model="gpt-4o", tools=sorted(TOOLS, key=lambda tool: tool.__name__), messages=[{"role": "system", "content": RULES}, *messages])\n',
  },
  {
    rule: 'cache/unstable-order', fix: 'sort-order', language: 'python',
    before: 'BY_NAME = {}\nNAMES = {"find", "save"}\n\ndef a(messages):\n    tools = [\n        BY_NAME[name]\n        for name in NAMES\n    ]\n    return openai.chat.completions.create(model="gpt-4o", tools=tools, messages=[{"role": "system", "content": RULES}, *messages])\n',
    after: 'BY_NAME = {}\nNAMES = {"find", "save"}\n\ndef a(messages):\n    tools = [\n        BY_NAME[name]\n        for name in sorted(NAMES)\n    ]\n    return openai.chat.completions.create(model="gpt-4o", tools=tools, messages=[{"role": "system", "content": RULES}, *messages])\n',
  },
];

const fixOf = (findings: readonly Finding[], { rule, fix }: Drawn) => findings.filter((finding) => finding.rule === rule).flatMap((finding) => finding.fixes).find(({ id }) => id === fix);

for (const [index, drawn] of DRAWN.entries()) {
  test(`${drawn.fix} in ${drawn.language} (${drawn.rule}, ${index})`, async () => {
    const [head, name] = drawn.language === 'python' ? [PY, 'a.py'] : [TS, 'a.ts'];
    const source = head + drawn.before;
    const found = await findingsInCode({ [name]: source }, `/fixes/${index}/before`);
    const fix = fixOf(found, drawn);
    assert.ok(fix !== undefined, `not offered; found ${found.map(({ rule, fixes }) => `${rule} [${fixes.map(({ id }) => id).join()}]`).join(', ')}`);
    const after = applied(source, fix.edits.flatMap(({ edits }) => edits));
    assert.equal(after.slice(head.length), drawn.after);
    const grammar = await grammars.load(drawn.language);
    const tree = grammar?.parser.parse(after);
    assert.equal(tree?.rootNode.hasError, false);
    tree.delete();
    const left = await findingsInCode({ [name]: after }, `/fixes/${index}/after`);
    assert.deepEqual(left.filter(({ rule }) => rule === drawn.rule).map(({ message }) => message), []);
  });
}

test('a notebook on disk is told of and left as it is', async () => {
  const code = `${PY}def a(q):\n    return claude.messages.create(model="claude-sonnet-4-5", max_tokens=9, system=RULES, messages=[{"role": "user", "content": q}])\n`;
  const cells = { cells: [{ cell_type: 'code', source: code.split(/(?<=\n)/) }], metadata: {}, nbformat: 4, nbformat_minor: 5 };
  const found = (await findingsInCode({ 'a.ipynb': JSON.stringify(cells, null, 1) }, '/fix/notebook')).filter(({ rule }) => rule === 'cache/missing-breakpoint');
  assert.equal(found.length, 1);
  assert.deepEqual(found[0]?.fixes, []);
});

test('no marker where what is sent is not plain', async () => {
  const calls = {
    'a prompt that may be a list of messages': "export const a = (q) => generateText({ model: anthropic('claude-sonnet-4-5'), system: RULES, prompt: q });\n",
    'options from elsewhere': "export const a = (q: string, more: object) => generateText({ model: anthropic('claude-sonnet-4-5'), system: RULES, prompt: q, ...more });\n",
    'a time at the end of the prompt': 'export const a = (q: string) => { const prompt = `${RULES}\nIt is ${new Date().toISOString()}`; return claude.messages.create({ model: \'claude-sonnet-4-5\', max_tokens: 9, system: prompt, messages: [{ role: \'user\', content: q }] }); };\n',
    'a point with nothing in front of it': "export const a = (q: string) => bedrock.send(new ConverseCommand({ modelId: 'anthropic.claude-sonnet-4-5-v1:0', system: [{ text: `${RULES} It is ${new Date().toISOString()}` }, { cachePoint: { type: 'default' } }], messages: [{ role: 'user', content: [{ text: q }] }] }));\n",
  };
  for (const [why, code] of Object.entries(calls)) {
    const found = (await findingsInCode({ 'a.ts': TS + code }, `/fixes/none/${why.length}`)).filter(({ rule }) => rule.endsWith('breakpoint'));
    assert.equal(found.length, 1, why);
    assert.deepEqual(found.flatMap(({ fixes }) => fixes.map(({ id }) => id)), [], why);
  }
});

test('a time is not taken once where it would grow old, or is no time of the whole loop', async () => {
  const sends = (now: string): string => `openai.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": f"It is {${now}}. {RULES}"}, {"role": "user", "content": q}])`;
  const python: Readonly<Record<string, string>> = {
    'a service that never ends': `def a(q):\n    while True:\n        ${sends('datetime.now()')}\n`,
    'a queue that never ends': `def a(queue):\n    for q in queue:\n        ${sends('datetime.now()')}\n`,
    'tries of one call': `def a(q):\n    now = datetime.now()\n    for attempt in range(3):\n        try:\n            return ${sends('now')}\n        except Exception:\n            pass\n`,
    'it depends on the item': `def a(users):\n    for q in users:\n        ${sends('datetime.now(q.zone)')}\n`,
    'it is set in a branch': `def a(users, now):\n    for q in users:\n        if q:\n            now = datetime.now()\n        ${sends('now')}\n`,
    'it measures something too': `def a(users):\n    for q in users:\n        now = datetime.now()\n        ${sends('now')}\n        print(datetime.now() - now)\n`,
    'no loop': `def a(q):\n    ${sends('datetime.now()')}\n`,
  };
  for (const [why, code] of Object.entries(python)) {
    const found = (await findingsInCode({ 'a.py': PY + code }, `/fixes/stale/${why.length}`)).filter(({ rule }) => rule === 'cache/volatile-prefix');
    assert.equal(found.length, 1, why);
    assert.ok(!found.some(({ fixes }) => fixes.some(({ id }) => id === 'hoist-time')), why);
  }
  const service = "export async function a(q: string) {\n  for (;;) {\n    await openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'system', content: `It is ${new Date().toISOString()}. ${RULES}` }, { role: 'user', content: q }] });\n  }\n}\n";
  const [finding] = await findingsInCode({ 'a.ts': TS + service }, '/fixes/stale/ts');
  assert.equal(finding?.rule, 'cache/volatile-prefix');
  assert.ok(!finding.fixes.some(({ id }) => id === 'hoist-time'));
});

test('a time is moved into the last message only where it is told once, there and then', async () => {
  const sends = (system: string, user = 'q'): string => `openai.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": ${system}}, *history, {"role": "user", "content": ${user}}])`;
  const told = 'system = f"It is {datetime.now()}.\\n{RULES}"';
  const python: Readonly<Record<string, string>> = {
    'nobody says the question is a text': `def a(q, history):\n    ${told}\n    return ${sends('system')}\n`,
    'another function says so': `def b(q: str):\n    return q\n\ndef a(q, history):\n    ${told}\n    return ${sends('system')}\n`,
    'it may be nothing': `def a(q: str | None, history):\n    ${told}\n    return ${sends('system')}\n`,
    'it is something else by then': `def a(q: str, history):\n    q = [q]\n    ${told}\n    return ${sends('system')}\n`,
    'two calls send it': `def a(q: str, history):\n    ${told}\n    first = ${sends('system')}\n    return ${sends('system')}\n`,
    'it is made once for many': `def a(q: str, history):\n    ${told}\n    for q in q.split():\n        ${sends('system')}\n`,
    'it is made in another function': `def prompt():\n    ${told}\n    return system\n\ndef a(q: str, history):\n    return ${sends('prompt()')}\n`,
    'its value has a name of its own': `def a(q: str, history):\n    now = datetime.now()\n    system = f"It is {now}.\\n{RULES}"\n    return ${sends('system')}\n`,
  };
  for (const [why, code] of Object.entries(python)) {
    const found = (await findingsInCode({ 'a.py': PY + code }, `/fixes/told/${why.length}`)).filter(({ rule }) => rule.startsWith('cache/'));
    assert.ok(found.length > 0, why);
    assert.ok(!found.some(({ fixes }) => fixes.some(({ id }) => id === 'move-to-user-message')), why);
  }
});

test('tools are sorted only where all of them are known to have an order', async () => {
  const sends = (tools: string): string => `def a(messages):\n    return openai.chat.completions.create(model="gpt-4o", tools=${tools}, messages=[{"role": "system", "content": RULES}, *messages])\n`;
  const python: Readonly<Record<string, string>> = {
    'decorated functions may have no name': `@tool\ndef find(q): ...\n\n@tool\ndef save(q): ...\n\nTOOLS = {find, save}\n\n${sends('list(TOOLS)')}`,
    'more are added later': `NAMES = {"find", "save"}\nNAMES.add(other)\n\n${sends('[MORE[name] for name in NAMES]')}`,
    'items of several kinds': `NAMES = {"find", 3}\n\n${sends('[MORE[name] for name in NAMES]')}`,
  };
  for (const [why, code] of Object.entries(python)) {
    const found = (await findingsInCode({ 'a.py': PY + code }, `/fixes/unsorted/${why.length}`)).filter(({ rule }) => rule === 'cache/unstable-order');
    assert.equal(found.length, 1, why);
    assert.deepEqual(found[0]?.fixes, [], why);
  }
  for (const tools of ['Object.values(BY_NAME)', '[...new Set(names)].map((name) => BY_NAME[name])']) {
    const code = `const BY_NAME: Record<string, OpenAI.ChatCompletionTool> = {};\nexport const a = (names: string[], messages: OpenAI.ChatCompletionMessageParam[]) => openai.chat.completions.create({ model: 'gpt-4o', tools: ${tools}, messages: [{ role: 'system', content: RULES }, ...messages] });\n`;
    assert.deepEqual((await findingsInCode({ 'a.ts': TS + code }, `/fixes/unsorted/${tools.length}`)).filter(({ rule }) => rule === 'cache/unstable-order'), [], 'sets and objects keep the order they were filled in');
  }
});

test('the first character of a file is looked at once', () => {
  assert.equal(loopAround('\n  f(q)\n', 4, true), null);
  assert.equal(loopAround('{ f(q) }', 2, false), null);
});
