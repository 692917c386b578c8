/** What people and models said is dropped, whatever an emitter calls it; what tells the call is kept. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutContent } from '../../src/telemetry/content.ts';

const SAID = {
  'gen_ai.input.messages': '[]', 'llm.openai.choices': 'x', 'mlflow.spanOutputs': 'x', 'input.value': 'x',
  // Of emitters that nobody here knows.
  'acme.agent.input': 'Where is my parcel?', 'acme.step_output': 'On its way', 'acme.query': 'parcel', 'acme.input.preview': 'Where is', response_text: 'On its way', function_args: '{}',
  'acme.blob': '{"messages": [{"role": "user"}]}', 'acme.shown': '[{\'content\': \'On its way\'}]', 'acme.twice': '"{\\"text\\": \\"On its way\\"}"', 'acme.prose': 'word '.repeat(500),
};
const TOLD = {
  'llm.system': 'openai', 'costline.answer': '{"usage":{}}', 'gen_ai.request.model': 'gpt-5', 'acme.usage.input': 1200, 'acme.cost.output': 0.25, 'llm.token_count.prompt': 1200, 'gen_ai.usage.input_tokens': 1200, 'acme.streamed_input': true,
  'langfuse.observation.usage_details': '{"input":176,"output":212}', 'metadata.usage_object': '{\'prompt_tokens\': 1200, \'completion_tokens_details\': {\'text_tokens\': 340}}', 'gen_ai.response.finish_reasons': '["stop"]',
};

test('texts are dropped and all else is kept', () => assert.deepEqual(withoutContent({ ...SAID, ...TOLD }), TOLD));

test('the same object is given back when nothing was said', () => assert.equal(withoutContent(TOLD), TOLD));
