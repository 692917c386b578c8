// Every kind of call of both clients: whole, streamed with and without usage, by helper, and an embedding.
const MESSAGES = [{ role: 'system', content: 'be nice' }, { role: 'user', content: 'hi there' }];

const drain = async (stream) => {
  for await (const part of stream) void part;
};

export async function openaiCalls(OpenAI) {
  const client = new OpenAI();
  await client.chat.completions.create({ model: 'gpt-4o', messages: MESSAGES });
  await drain(await client.chat.completions.create({ model: 'gpt-4o', messages: MESSAGES, stream: true, stream_options: { include_usage: true } }));
  await drain(await client.chat.completions.create({ model: 'gpt-4o', messages: MESSAGES, stream: true }));
  await client.responses.create({ model: 'gpt-5', input: 'hi' });
  await drain(await client.responses.create({ model: 'gpt-5', input: 'hi', stream: true }));
  await client.embeddings.create({ model: 'text-embedding-3-small', input: 'hi', encoding_format: 'float' });
}

export async function anthropicCalls(Anthropic) {
  const client = new Anthropic();
  const request = { model: 'claude-sonnet-4-5', max_tokens: 100, messages: [{ role: 'user', content: 'hi' }] };
  await client.messages.create(request);
  await drain(await client.messages.create({ ...request, stream: true }));
  await client.messages.stream(request).finalMessage();
}
