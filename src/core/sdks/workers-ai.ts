/** Cloudflare Workers AI, https://developers.cloudflare.com/workers-ai: `env.AI.run('@cf/…', { messages })`. */
import { staticText } from '../values/value.ts';
import type { Sdk } from './sdk.ts';
import type { CallView } from './view.ts';

/** The same method runs models of every kind; these answer no text. */
const OTHER_KINDS = /flux|stable-diffusion|dreamshaper|whisper|bge-|embedding|resnet|detr-|melotts|aura-|deepgram|m2m100|indictrans|reranker|lucid-origin|phoenix|smart-turn|uform|distilbert/i;

export const WORKERS_AI: Sdk = {
  id: 'workers-ai',
  words: ['AI.run', '@cf/', '@hf/', '@cloudflare/ai'],
  methods: ['AI.run', 'ai.run'],
  calls: [
    {
      at: ['@cloudflare/ai:Ai().run()', 'cloudflare:workers:env.AI.run()', 'cloudflare:workers.env.AI.run()'], kind: 'direct', provider: 'cloudflare',
      untraced: { at: [/(?:^|[.:])AI\.run\(\)$/], needs: ['#0', '#1'] },
      request: { model: ['#0'], system: ['#1.instructions'], messages: ['#1.messages', '#1.input', '#1.prompt'], tools: ['#1.tools'], schema: ['#1.response_format'], outputLimit: ['#1.max_tokens', '#1.max_output_tokens'], reasoning: ['#1.reasoning.effort'] },
      read: (view: CallView) => {
        const model = view.at('#0');
        const id = model ? staticText(model.value) : null;
        if (id !== null && (OTHER_KINDS.test(id) || !/^@(?:cf|hf)\/|\//.test(id))) return null;
        return view.first(['#1.messages', '#1.input', '#1.prompt']) ? {} : null;
      },
    },
  ],
};
