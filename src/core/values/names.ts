/** What a parameter's or attribute's name says about how often its value changes. Flow beats names; this is for what flow cannot see. */
import type { Volatility } from './volatility.ts';

const RULES: readonly { readonly name: RegExp; readonly volatility: Volatility }[] = [
  { name: /^(now|timestamp|current_?time|time_?now|nonce|time_?stamp)$/i, volatility: 'time' },
  { name: /^(uuid|guid|nonce|seed|request_?id|trace_?id|run_?id|salt)$/i, volatility: 'random' },
  { name: /^(today|current_?date|date_?today|todays_?date)$/i, volatility: 'day' },
  { name: /(^|_)(config|configuration|settings?|options|env|environment|cfg|constants?|registry)$|^(config|settings|options|env|cfg)(_|$)|Config$|Settings$|Options$/, volatility: 'process' },
  { name: /^(model|model_?(name|id)|deployment|provider|llm|client|api_?key|base_?url|temperature|max_?tokens|locale|language|lang|tools?|schema|prompt_?template|template)$/i, volatility: 'process' },
  // What a user says is the request's.
  { name: /^user_?(prompts?|quer(y|ies)|questions?|inputs?|messages?|msg|texts?|requests?|requirements?|content|tasks?|goals?|instructions?|story|intent|answers?|responses?|reply|utterance|said|ask)$/i, volatility: 'request' },
  { name: /(^|_)(user|tenant|profile|account|customer|org|organization|organisation|member|preferences?|locale)(_|$)|^(user|tenant|profile|customer|account)[A-Z]|^(memories|user_?id|userid)$/i, volatility: 'user' },
  { name: /(^|_)(session|conversation|thread|chat|history|chat_?id)(_|$)|^(session|conversation|thread|chat)[A-Z]/i, volatility: 'session' },
];

export const volatilityOfName = (name: string): Volatility => RULES.find((rule) => rule.name.test(name))?.volatility ?? 'request';
