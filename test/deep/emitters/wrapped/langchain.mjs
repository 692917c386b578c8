// LangChain with OpenInference: a chain, a model in it, whole and streamed.
import { LangChainInstrumentation } from '@arizeai/openinference-instrumentation-langchain';
import * as callbacks from '@langchain/core/callbacks/manager';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

const provider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())] });
provider.register();
new LangChainInstrumentation({ tracerProvider: provider }).manuallyInstrument(callbacks);

const { ChatAnthropic } = await import('@langchain/anthropic');
const { ChatOpenAI } = await import('@langchain/openai');
const { ChatPromptTemplate } = await import('@langchain/core/prompts');
const prompt = ChatPromptTemplate.fromMessages([['user', 'say {what}']]);
for (const model of [new ChatOpenAI({ model: 'gpt-4o' }), new ChatAnthropic({ model: 'claude-sonnet-4-5' })]) {
  const chain = prompt.pipe(model);
  await chain.invoke({ what: 'hi' });
  for await (const part of await chain.stream({ what: 'hi' })) void part;
}
await provider.shutdown();
