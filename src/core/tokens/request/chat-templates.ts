/**
 * How models that others host write a conversation out. Most are published with their weights as a template; what a host
 * adds or leaves out was measured on recorded usage. Numbers are tokens.
 */

export interface ChatTemplate {
  /** The conversation is opened, and the answer. */
  readonly request: number;
  /** Around a message; a system prompt where it differs. */
  readonly message: number;
  readonly system?: number;
  /** The system prompt that a request without one is given. */
  readonly unsaid?: number;
  /** The instructions that come with tools; null where the model is not shown them. */
  readonly tools: number | null;
  /** Around a call with its answer, and each of its arguments. */
  readonly round: number;
  readonly argument?: number;
  /** What was thought before a call is billed again, unseen: up to so much of it is allowed for. */
  readonly recalled?: number;
  /** Around all the calls of one turn. */
  readonly turn?: number;
  /** Told to think, and told not to. */
  readonly thinking?: number;
  readonly unthinking?: number;
  /** Told to answer in JSON. */
  readonly json?: number;
  /** The output schema stands in the prompt, with so many tokens around it; elsewhere it only restrains the answer. */
  readonly schema?: number;
  /** How tools are written; JSON with spaces where it is not said. */
  readonly toolStyle?: 'compact' | 'namespace';
  /** What was thought stays since the user last spoke, or wherever no call follows; elsewhere it does not. */
  readonly keepsThoughts?: 'in turn' | 'without calls';
}

/** First match wins, against provider and model. */
const TEMPLATES: readonly (readonly [RegExp, ChatTemplate])[] = [
  [/(?:groq|openrouter).*gpt-oss/, { request: 66, message: 5, tools: 2, round: 10, json: 30, schema: 26, toolStyle: 'namespace', keepsThoughts: 'without calls' }],
  [/gpt-oss/, { request: 62, message: 5, tools: 2, round: 10, schema: 26, toolStyle: 'namespace', keepsThoughts: 'without calls' }],
  [/grok-(?:2|beta|vision)/, { request: 2, message: 4, tools: 60, round: 12 }],
  [/grok-4(?:-0709|-latest|$)/, { request: 680, message: 4, tools: 18, round: 12, schema: 0 }],
  [/grok-3/, { request: 3, message: 4, tools: 206, round: 12 }],
  [/grok-code/, { request: 196, message: 4, tools: 95, round: 12, recalled: 180, schema: 0 }],
  [/grok-4(?:-1|\.1)?-fast/, { request: 148, message: 4, tools: 108, round: 12, recalled: 180, schema: 0 }],
  [/grok/, { request: 188, message: 4, tools: 18, round: 12, schema: 0 }],
  [/sonar/, { request: 1, message: 0, tools: 0, round: 8 }],
  [/deepseek-r1/, { request: 2, message: 1, system: 0, tools: null, round: 4 }],
  [/deepseek-v4-flash/, { request: 3, message: 1, system: 0, tools: 210, round: 16, argument: 12, turn: 20, thinking: 79, json: 19 }],
  [/openrouter.*deepseek/, { request: 3, message: 1, system: 0, tools: 105, round: 16 }],
  [/deepseek/, { request: 3, message: 1, system: 0, tools: 210, round: 16, argument: 12, turn: 20, json: 19 }],
  [/bedrock.*llama-?4/, { request: 5, message: 5, tools: 84, round: 12 }],
  [/groq.*llama-?4/, { request: 5, message: 5, tools: 640, round: 24 }],
  [/ollama.*llama-?3[.-]?[123]/, { request: 15, message: 5, unsaid: 5, tools: 73, round: 12 }],
  [/llama-?4/, { request: 5, message: 5, tools: 520, round: 12 }],
  [/llama-?3[.-]?[123]/, { request: 25, message: 5, unsaid: 5, tools: 200, round: 12 }],
  [/(?<!o)llama/, { request: 5, message: 5, tools: 200, round: 12 }],
  [/magistral-small|mistral-small-(?:latest|26)/, { request: 12, message: 2, tools: 2, round: 3, json: -12 }],
  [/open-mi[sx]tral|mistral-nemo|mixtral/, { request: 1, message: 2, system: 0, tools: 0, round: 3 }],
  [/mistral|magistral|codestral|devstral|pixtral/, { request: 1, message: 2, system: 1, tools: 0, round: 3 }],
  [/qwen-?3-coder/, { request: 3, message: 5, tools: 210, round: 14, keepsThoughts: 'in turn' }],
  [/qwen-?2\.5/, { request: 3, message: 5, unsaid: 21, tools: 110, round: 14 }],
  [/qwen|qwq/, { request: 3, message: 5, tools: 110, round: 14, unthinking: 4, keepsThoughts: 'in turn' }],
  [/groq.*kimi|kimi.*groq/, { request: 3, message: 4, tools: 3, round: 18, keepsThoughts: 'in turn' }],
  [/kimi/, { request: 3, message: 4, tools: 4, round: 8, toolStyle: 'compact', keepsThoughts: 'in turn' }],
  [/minimax/, { request: 3, message: 5, unsaid: 14, tools: 60, round: 12, keepsThoughts: 'in turn' }],
  [/glm-(?:[5-9]|\d\d)/, { request: 3, message: 1.5, tools: 88, round: 18, thinking: 7, keepsThoughts: 'in turn' }],
  [/glm-4\.[56]/, { request: 3, message: 1.5, tools: 88, round: 18, unthinking: 4, keepsThoughts: 'in turn' }],
  [/glm/, { request: 3, message: 1.5, tools: 88, round: 18, keepsThoughts: 'in turn' }],
  [/gemma/, { request: 4, message: 5, system: 2, tools: 20, round: 12 }],
  [/nova-2/, { request: 43, message: 2, tools: 796, round: 38, thinking: 50 }],
  [/nova/, { request: -3, message: 1, tools: 310, round: 26 }],
  [/palmyra/, { request: 4, message: 3, tools: 10, round: 8 }],
  [/jamba/, { request: 2, message: 3, tools: 60, round: 12 }],
];

const UNKNOWN: ChatTemplate = { request: 4, message: 4, tools: 100, round: 12 };

/** Of a model that nobody knows: a common one. */
export function chatTemplate(provider: string | null, model: string | null): ChatTemplate {
  const named = `${provider ?? ''} ${model ?? ''}`.toLowerCase();
  return TEMPLATES.find(([pattern]) => pattern.test(named))?.[1] ?? UNKNOWN;
}
