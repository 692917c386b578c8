/**
 * How each emitter writes the same three bills, drawn. What was billed:
 * OpenAI 176 + 1024 read, 340 out of which 128 thought; Anthropic 176 + 1024 read + 512 written, 340 out; Gemini 176 + 1024 read, 340 out.
 */
import { test } from 'node:test';
import { check, checkLog } from './bills.ts';

const OPENAI = '176 + 1024r = 340 (128)';
const ANTHROPIC = '176 + 1024r + 512w = 340';

test('conventions of today', () => check(`
  invoke_agent planner @ my-agents
    gen_ai.operation.name = invoke_agent
    gen_ai.agent.name = planner
    gen_ai.usage.input_tokens = 1200
    gen_ai.usage.output_tokens = 340
    chat gpt-5
      gen_ai.operation.name = chat
      gen_ai.provider.name = openai
      gen_ai.request.model = gpt-5
      gen_ai.usage.input_tokens = 1200
      gen_ai.usage.cache_read.input_tokens = 1024
      gen_ai.usage.output_tokens = 340
      gen_ai.usage.reasoning.output_tokens = 128
`, [`otel-genai openai gpt-5 ${OPENAI} @planner`]));

test('Spring AI, by its documentation: counts as texts, inside spans of a framework that calls nothing', () => check(`
  spring_ai chat_client @ org.springframework.boot
    gen_ai.operation.name = framework
    gen_ai.system = spring_ai
    spring.ai.kind = chat_client
    advise @ org.springframework.boot
      gen_ai.operation.name = framework
      gen_ai.system = spring_ai
      spring.ai.kind = advisor
      chat gpt-4o @ org.springframework.boot
        gen_ai.operation.name = chat
        gen_ai.system = openai
        gen_ai.request.model = gpt-4o
        gen_ai.usage.input_tokens = "1200"
        gen_ai.usage.output_tokens = "340"
        gen_ai.usage.total_tokens = "1540"
`, ['otel-genai openai gpt-4o 1200 = 340']));

test('Microsoft.Extensions.AI, by its source: the agent repeats the client, between them the loop of tools', () => check(`
  invoke_agent helper @ Experimental.Microsoft.Agents.AI
    gen_ai.operation.name = invoke_agent
    gen_ai.provider.name = anthropic
    gen_ai.usage.input_tokens = 1712
    gen_ai.usage.output_tokens = 340
    orchestrate_tools @ Experimental.Microsoft.Extensions.AI
      gen_ai.operation.name = orchestrate_tools
      chat claude-sonnet-4-5 @ Experimental.Microsoft.Extensions.AI
        gen_ai.operation.name = chat
        gen_ai.provider.name = anthropic
        gen_ai.request.model = claude-sonnet-4-5
        gen_ai.usage.input_tokens = 1712
        gen_ai.usage.output_tokens = 340
        gen_ai.usage.cache_read.input_tokens = 1024
        gen_ai.usage.cache_creation.input_tokens = 512
`, ['otel-genai anthropic claude-sonnet-4-5 176 + 1024r + 512w = 340']));

test('conventions of 2024: prompt and completion tokens, no operation', () => check(`
  openai.chat @ old
    gen_ai.system = OpenAI
    gen_ai.request.model = gpt-4o
    gen_ai.usage.prompt_tokens = 1200
    gen_ai.usage.completion_tokens = 340
`, ['otel-genai openai gpt-4o 1200 = 340']));

test('cache writes before and after their renaming, split by lifetime', () => check(`
  chat a
    gen_ai.operation.name = chat
    gen_ai.provider.name = anthropic
    gen_ai.request.model = claude-sonnet-4-5
    gen_ai.usage.input_tokens = 1712
    gen_ai.usage.output_tokens = 340
    gen_ai.usage.cache_read.input_tokens = 1024
    gen_ai.usage.cache_creation.input_tokens = 512
  chat b
    gen_ai.operation.name = chat
    gen_ai.provider.name = anthropic
    gen_ai.request.model = claude-sonnet-4-5
    gen_ai.usage.input_tokens = 1712
    gen_ai.usage.output_tokens = 340
    gen_ai.usage.cache_read.input_tokens = 1024
    gen_ai.usage.cache_write.input_tokens = 512
    anthropic.usage.cache_creation.ephemeral_5m_input_tokens = 0
    anthropic.usage.cache_creation.ephemeral_1h_input_tokens = 512
`, [`otel-genai anthropic claude-sonnet-4-5 ${ANTHROPIC}`, 'otel-genai anthropic claude-sonnet-4-5 176 + 1024r + 512h = 340']));

test('an unknown emitter whose cached tokens are more than its input leaves them out of it', () => check(`
  chat
    gen_ai.operation.name = chat
    gen_ai.provider.name = anthropic
    gen_ai.request.model = claude-sonnet-4-5
    gen_ai.usage.input_tokens = 176
    gen_ai.usage.output_tokens = 340
    gen_ai.usage.cache_read.input_tokens = 1024
    gen_ai.usage.cache_creation.input_tokens = 512
`, [`otel-genai anthropic claude-sonnet-4-5 ${ANTHROPIC}`]));

test('OpenInference: the chain repeats its model', () => check(`
  RunnableSequence @ openinference
    openinference.span.kind = CHAIN
    llm.token_count.prompt = 1712
    llm.token_count.completion = 340
    ChatAnthropic
      openinference.span.kind = LLM
      llm.provider = anthropic
      llm.model_name = claude-sonnet-4-5
      llm.token_count.prompt = 1712
      llm.token_count.completion = 340
      llm.token_count.prompt_details.cache_read = 1024
      llm.token_count.prompt_details.cache_write = 512
`, [`openinference anthropic claude-sonnet-4-5 ${ANTHROPIC}`]));

test('Traceloop for JavaScript: Anthropic without its cached part, even where that is less than the input', () => check(`
  chat @ @traceloop/instrumentation-anthropic
    gen_ai.provider.name = anthropic
    gen_ai.operation.name = chat
    gen_ai.request.model = claude-sonnet-4-5
    gen_ai.usage.input_tokens = 5000
    gen_ai.usage.cache_read.input_tokens = 1024
    gen_ai.usage.cache_creation.input_tokens = 512
    gen_ai.usage.output_tokens = 340
`, ['traceloop anthropic claude-sonnet-4-5 5000 + 1024r + 512w = 340']));

test('Traceloop for Python: Anthropic with its cached part, under the older names', () => check(`
  anthropic.chat @ opentelemetry.instrumentation.anthropic
    gen_ai.system = Anthropic
    llm.request.type = chat
    gen_ai.request.model = claude-sonnet-4-5
    gen_ai.usage.prompt_tokens = 1712
    gen_ai.usage.cache_read_input_tokens = 1024
    gen_ai.usage.cache_creation_input_tokens = 512
    gen_ai.usage.completion_tokens = 340
`, [`traceloop anthropic claude-sonnet-4-5 ${ANTHROPIC}`]));

test('the official Python instrumentation is not taken for the one it resembles', () => check(`
  chat gpt-5 @ opentelemetry.instrumentation.openai_v2
    gen_ai.operation.name = chat
    gen_ai.system = openai
    gen_ai.request.model = gpt-5
    gen_ai.usage.input_tokens = 1200
    gen_ai.usage.output_tokens = 340
`, ['otel-genai openai gpt-5 1200 = 340']));

test('AI SDK 5, generated: Anthropic without its cached part, writes in the metadata', () => check(`
  ai.generateText @ ai
    ai.operationId = ai.generateText
    ai.usage.promptTokens = 176
    ai.usage.completionTokens = 340
    ai.model.provider = anthropic.messages
    ai.generateText.doGenerate
      ai.operationId = ai.generateText.doGenerate
      ai.telemetry.functionId = triage
      ai.model.provider = anthropic.messages
      ai.model.id = claude-sonnet-4-5
      ai.usage.promptTokens = 176
      ai.usage.completionTokens = 340
      ai.usage.cachedInputTokens = 1024
      ai.response.providerMetadata = {"anthropic":{"cacheCreationInputTokens":512}}
`, [`vercel-ai anthropic claude-sonnet-4-5 ${ANTHROPIC} #triage`]));

test('AI SDK 5, streamed: OpenAI with its cached part', () => check(`
  ai.streamText @ ai
    ai.operationId = ai.streamText
    ai.usage.inputTokens = 1200
    ai.usage.outputTokens = 340
    ai.streamText.doStream
      ai.operationId = ai.streamText.doStream
      ai.model.provider = openai.responses
      ai.model.id = gpt-5
      ai.usage.inputTokens = 1200
      ai.usage.cachedInputTokens = 1024
      ai.usage.outputTokens = 340
      ai.usage.reasoningTokens = 128
`, [`vercel-ai openai gpt-5 ${OPENAI}`]));

test('AI SDK 6 inside a coding tool: the uncached part is said outright', () => check(`
  ai.streamText.doStream @ opencode
    ai.operationId = ai.streamText.doStream
    ai.model.provider = anthropic.messages
    ai.model.id = claude-sonnet-4-5
    ai.usage.inputTokens = 1712
    ai.usage.inputTokenDetails.noCacheTokens = 176
    ai.usage.inputTokenDetails.cacheReadTokens = 1024
    ai.usage.inputTokenDetails.cacheWriteTokens = 512
    ai.usage.outputTokens = 340
`, [`vercel-ai anthropic claude-sonnet-4-5 ${ANTHROPIC} tool`]));

test('LangSmith: details as JSON; a sum of writes left at 0 beside its parts', () => check(`
  agent @ langsmith
    langsmith.span.kind = chain
    gen_ai.usage.input_tokens = 1712
    gen_ai.usage.output_tokens = 340
    ChatAnthropic
      langsmith.span.kind = llm
      gen_ai.system = anthropic
      gen_ai.request.model = claude-sonnet-4-5
      gen_ai.usage.input_tokens = 1712
      gen_ai.usage.output_tokens = 340
      gen_ai.usage.input_token_details = {"cache_read":1024,"cache_creation":0,"ephemeral_5m_input_tokens":512}
`, [`langsmith anthropic claude-sonnet-4-5 ${ANTHROPIC}`]));

test('Langfuse: disjoint buckets from its wrappers, the provider\'s own words from code', () => check(`
  wrapped @ langfuse-sdk
    langfuse.observation.type = generation
    langfuse.observation.model.name = gpt-5
    langfuse.observation.usage_details = {"input":176,"output":212,"input_cached_tokens":1024,"output_reasoning_tokens":128,"total":1540}
  by hand @ langfuse-sdk
    langfuse.observation.type = generation
    langfuse.observation.model.name = gpt-5
    langfuse.observation.usage_details = {"prompt_tokens":1200,"completion_tokens":340,"total_tokens":1540,"prompt_tokens_details":{"cached_tokens":1024},"completion_tokens_details":{"reasoning_tokens":128}}
  anthropic @ langfuse-sdk
    langfuse.observation.type = generation
    langfuse.observation.model.name = claude-sonnet-4-5
    langfuse.observation.usage_details = {"input_tokens":176,"output_tokens":340,"cache_read_input_tokens":1024,"cache_creation_input_tokens":512}
`, [`langfuse ? gpt-5 ${OPENAI}`, `langfuse ? gpt-5 ${OPENAI}`, `langfuse ? claude-sonnet-4-5 ${ANTHROPIC}`]));

test('Braintrust: a task repeats its model call', () => check(`
  task @ my-app
    braintrust.span_attributes = {"type":"task"}
    braintrust.metrics = {"prompt_tokens":1200,"completion_tokens":340}
    llm @ my-app
      braintrust.span_attributes = {"type":"llm"}
      braintrust.metrics = {"prompt_tokens":1200,"completion_tokens":340,"prompt_cached_tokens":1024,"completion_reasoning_tokens":128}
      braintrust.metadata = {"model":"gpt-5","provider":"openai"}
`, [`braintrust openai gpt-5 ${OPENAI}`]));

test('LiteLLM: cached tokens in a Python repr; its request span repeats the call', () => check(`
  Received Proxy Server Request @ litellm
    gen_ai.system = anthropic
    gen_ai.request.model = claude-sonnet-4-5
    gen_ai.usage.prompt_tokens = 1712
    gen_ai.usage.completion_tokens = 340
    litellm_request
      gen_ai.system = anthropic
      gen_ai.request.model = claude-sonnet-4-5
      gen_ai.usage.prompt_tokens = 1712
      gen_ai.usage.completion_tokens = 340
      metadata.usage_object = {'completion_tokens': 340, 'prompt_tokens': 1712, 'prompt_tokens_details': {'cached_tokens': 1024}, 'cache_creation_input_tokens': 512, 'cache_read_input_tokens': 1024}
      hidden_params = {"response_cost": 0.009}
`, [`litellm anthropic claude-sonnet-4-5 ${ANTHROPIC} reported $0.009`]));

test('Pydantic AI: the run\'s aggregate is no usage of its own', () => check(`
  agent run @ pydantic-ai
    agent_name = triage
    gen_ai.agent.name = triage
    gen_ai.aggregated_usage.input_tokens = 1712
    gen_ai.aggregated_usage.output_tokens = 340
    chat claude-sonnet-4-5
      gen_ai.operation.name = chat
      gen_ai.system = anthropic
      gen_ai.request.model = claude-sonnet-4-5
      gen_ai.usage.input_tokens = 1712
      gen_ai.usage.output_tokens = 340
      gen_ai.usage.details.cache_read_tokens = 1024
      gen_ai.usage.details.cache_write_tokens = 512
      operation.cost = 0.0101
`, [`otel-genai anthropic claude-sonnet-4-5 ${ANTHROPIC} @triage reported $0.0101`]));

test('Copilot: the agent repeats its calls, and all of it is the user\'s own', () => check(`
  invoke_agent @ github.copilot
    gen_ai.operation.name = invoke_agent
    gen_ai.usage.input_tokens = 1200
    gen_ai.usage.output_tokens = 340
    chat gpt-5
      gen_ai.operation.name = chat
      gen_ai.provider.name = github
      gen_ai.request.model = gpt-5
      gen_ai.usage.input_tokens = 1200
      gen_ai.usage.cache_read.input_tokens = 1024
      gen_ai.usage.cache_write.input_tokens = 0
      gen_ai.usage.output_tokens = 340
      github.copilot.cost = 3
`, ['otel-genai github gpt-5 176 + 1024r = 340 tool']));

test('Claude Code by its log record: input without the cached part', () => checkLog(`
  api_request @ com.anthropic.claude_code.events
    model = claude-opus-5-5
    input_tokens = "176"
    output_tokens = "340"
    cache_read_tokens = 1024
    cache_creation_tokens = 512
    cache_creation_5m_tokens = 0
    cache_creation_1h_tokens = 512
    cost_usd = 0.01
    request_id = req_1
`, ['claude-code anthropic claude-opus-5-5 176 + 1024r + 512h = 340 reported $0.01 tool']));

test('Claude Code by its span alone', () => check(`
  claude_code.interaction @ com.anthropic.claude_code.tracing
    claude_code.llm_request @ com.anthropic.claude_code.tracing
      model = claude-opus-5-5
      input_tokens = 176
      output_tokens = 340
      cache_read_tokens = 1024
      cache_creation_tokens = 512
      request_id = req_1
`, ['claude-code anthropic claude-opus-5-5 176 + 1024r + 512w = 340 tool']));

test('Codex: texts for numbers; the record without counts is no call', () => {
  checkLog(`
  codex.sse_event @ codex_otel.log_only
    event.kind = response.completed
    input_token_count = "1200"
    output_token_count = "340"
    cached_token_count = 1024
    reasoning_token_count = 128
    tool_token_count = "1540"
    model = gpt-5
`, [`codex openai gpt-5 ${OPENAI} tool`]);
  checkLog(`
  codex.sse_event @ codex_otel.log_only
    event.kind = response.completed
    model = gpt-5
`, []);
});

test('Gemini CLI thinks beside its output; tools\' answers are input too when the total says so', () => {
  checkLog(`
  gemini_cli.api_response @ gemini-cli
    model = gemini-2.5-flash
    input_token_count = 1200
    output_token_count = 212
    cached_content_token_count = 1024
    thoughts_token_count = 128
    tool_token_count = 60
    total_token_count = 1600
`, ['gemini-cli google gemini-2.5-flash 236 + 1024r = 340 (128) tool']);
});

test('Qwen Code thinks inside its output, unless the total says otherwise', () => {
  const record = (output: number, total: number): string => `
  qwen-code.api_response @ qwen-code
    model = qwen3
    input_token_count = 1200
    output_token_count = ${output}
    cached_content_token_count = 1024
    thoughts_token_count = 128
    total_token_count = ${total}
`;
  checkLog(record(340, 1540), [`qwen-code ? qwen3 ${OPENAI} tool`]);
  checkLog(record(212, 1540), [`qwen-code ? qwen3 ${OPENAI} tool`]);
});

test('Logfire tells a stream by a span of its request, then when it has ended, with what the provider said', () => check(`
  Chat Completion @ logfire.openai 0..20
    gen_ai.operation.name = chat
    gen_ai.system = openai
    gen_ai.request.model = gpt-5
    gen_ai.response.model = gpt-5
    logfire.span_type = span
  streaming response @ logfire.openai 90..90
    logfire.span_type = log
    duration = 0.07
    gen_ai.operation.name = chat
    gen_ai.system = openai
    gen_ai.request.model = gpt-5
    gen_ai.usage.input_tokens = 1200
    gen_ai.usage.output_tokens = 340
    gen_ai.usage.raw = {"prompt_tokens":1200,"completion_tokens":340,"prompt_tokens_details":{"cached_tokens":1024},"completion_tokens_details":{"reasoning_tokens":128}}
    operation.cost = 0.004
`, [`otel-genai openai gpt-5 ${OPENAI} reported $0.004`]));

test('an unknown emitter whose total holds more than input and output counts what is beside them', () => check(`
  chat beside
    gen_ai.operation.name = chat
    gen_ai.request.model = claude-sonnet-4-5
    gen_ai.usage.input_tokens = 5000
    gen_ai.usage.output_tokens = 340
    gen_ai.usage.cache_read_input_tokens = 1024
    gen_ai.usage.cache_write_input_tokens = 512
    gen_ai.usage.total_tokens = 6876
  chat within
    gen_ai.operation.name = chat
    gen_ai.request.model = claude-sonnet-4-5
    gen_ai.usage.input_tokens = 5000
    gen_ai.usage.output_tokens = 340
    gen_ai.usage.cache_read_input_tokens = 1024
    gen_ai.usage.total_tokens = 5340
`, ['otel-genai ? claude-sonnet-4-5 5000 + 1024r + 512w = 340', 'otel-genai ? claude-sonnet-4-5 3976 + 1024r = 340']));

test('a client without cached tokens inside a wrapper that has them is one call with them', () => check(`
  ChatAnthropic @ openinference
    openinference.span.kind = LLM
    llm.model_name = claude-sonnet-4-5
    llm.token_count.prompt = 1712
    llm.token_count.completion = 340
    llm.token_count.prompt_details.cache_read = 1024
    llm.token_count.prompt_details.cache_write = 512
    chat @ client
      gen_ai.operation.name = chat
      gen_ai.provider.name = anthropic
      gen_ai.request.model = claude-sonnet-4-5
      gen_ai.usage.input_tokens = 176
      gen_ai.usage.output_tokens = 340
`, [`openinference anthropic claude-sonnet-4-5 ${ANTHROPIC}`]));

test('LangSmith writes a prompt like a call of a model: it is none', () => check(`
  ChatPromptTemplate @ langsmith
    langsmith.span.kind = prompt
    gen_ai.operation.name = chat
    gen_ai.system = langchain
    langsmith.trace.name = ChatPromptTemplate
`, []));

test('LangSmith for Python: the details stand in the metadata', () => check(`
  ChatOpenAI @ langsmith
    langsmith.span.kind = llm
    gen_ai.system = openai
    gen_ai.request.model = gpt-5
    gen_ai.usage.input_tokens = 1200
    gen_ai.usage.output_tokens = 340
    gen_ai.usage.total_tokens = 1540
    langsmith.metadata.usage_metadata = {"input_tokens":1200,"output_tokens":340,"total_tokens":1540,"input_token_details":{"cache_read":1024},"output_token_details":{"reasoning":128}}
`, [`langsmith openai gpt-5 ${OPENAI}`]));

test('Traceloop for Gemini: thoughts are what the total holds beyond input and output', () => check(`
  generate_content @ opentelemetry.instrumentation.google_generativeai
    gen_ai.provider.name = gcp.gen_ai
    gen_ai.operation.name = generate_content
    gen_ai.request.model = gemini-2.5-flash
    gen_ai.usage.input_tokens = 1200
    gen_ai.usage.output_tokens = 212
    gen_ai.usage.total_tokens = 1540
    gen_ai.usage.cache_read.input_tokens = 1024
`, [`traceloop google gemini-2.5-flash ${OPENAI}`]));

test('Traceloop for Bedrock: Converse leaves the cached part out, even where that is less than the input', () => check(`
  chat @ opentelemetry.instrumentation.bedrock
    gen_ai.provider.name = aws.bedrock
    gen_ai.operation.name = chat
    gen_ai.request.model = claude-sonnet-4-5
    gen_ai.usage.input_tokens = 5000
    gen_ai.usage.output_tokens = 340
    gen_ai.usage.total_tokens = 5340
    gen_ai.usage.cache_read.input_tokens = 1024
    gen_ai.usage.cache_creation.input_tokens = 512
`, ['traceloop aws claude-sonnet-4-5 5000 + 1024r + 512w = 340']));

test('OpenLIT: Gemini\'s thoughts beside the output, its own count of a stream an estimate, a price of 0 no price', () => check(`
  chat @ openlit.instrumentation.google_ai_studio
    gen_ai.operation.name = chat
    gen_ai.provider.name = gemini
    gen_ai.request.model = gemini-2.5-flash
    gen_ai.usage.input_tokens = 1200
    gen_ai.usage.output_tokens = 212
    gen_ai.usage.reasoning_tokens = 128
    gen_ai.usage.cache_read.input_tokens = 1024
    gen_ai.usage.cost = 0
  chat told @ openlit.instrumentation.openai
    gen_ai.operation.name = chat
    gen_ai.provider.name = openai
    gen_ai.request.model = gpt-5
    gen_ai.request.stream = true
    gen_ai.usage.input_tokens = 1200
    gen_ai.usage.output_tokens = 340
    gen_ai.usage.cache_read.input_tokens = 0
  chat counted @ openlit.instrumentation.openai
    gen_ai.operation.name = chat
    gen_ai.provider.name = openai
    gen_ai.request.model = gpt-5
    gen_ai.request.stream = true
    gen_ai.usage.input_tokens = 15
    gen_ai.usage.output_tokens = 6
`, [`otel-genai google gemini-2.5-flash ${OPENAI}`, 'otel-genai openai gpt-5 1200 = 340', 'otel-genai openai gpt-5 15 = 6 estimated']));

test('Google\'s agent kit: thoughts beside the output at first, then inside, and of other providers\' inside twice', () => check(`
  call_llm @ gcp.vertex.agent
    gen_ai.operation.name = generate_content
    gen_ai.system = gcp.vertex.agent
    gen_ai.request.model = gemini-2.5-flash
    gen_ai.usage.input_tokens = 1200
    gen_ai.usage.output_tokens = 212
    gen_ai.usage.cache_read.input_tokens = 1024
    gen_ai.usage.experimental.reasoning_tokens = 128
  generate_content @ gcp.vertex.agent
    gen_ai.operation.name = generate_content
    gen_ai.provider.name = gcp.gemini
    gen_ai.request.model = gemini-2.5-flash
    gen_ai.usage.input_tokens = 1200
    gen_ai.usage.output_tokens = 340
    gen_ai.usage.cache_read.input_tokens = 1024
    gen_ai.usage.reasoning.output_tokens = 128
  generate_content @ gcp.vertex.agent
    gen_ai.operation.name = generate_content
    gen_ai.provider.name = openai
    gen_ai.request.model = openai/gpt-5
    gen_ai.usage.input_tokens = 1200
    gen_ai.usage.output_tokens = 468
    gen_ai.usage.cache_read.input_tokens = 1024
    gen_ai.usage.reasoning.output_tokens = 128
`, [`otel-genai google gemini-2.5-flash ${OPENAI}`, `otel-genai google gemini-2.5-flash ${OPENAI}`, `otel-genai openai openai/gpt-5 ${OPENAI}`]));

test('a framework that names itself where the provider belongs names none, and no tokens at all are no measurement', () => check(`
  chat @ strands.telemetry.tracer
    gen_ai.operation.name = chat
    gen_ai.system = strands-agents
    gen_ai.request.model = gpt-5
    gen_ai.usage.input_tokens = 1200
    gen_ai.usage.output_tokens = 340
  chat streamed @ agents
    gen_ai.operation.name = chat
    gen_ai.provider.name = openai
    gen_ai.request.model = gpt-5
    gen_ai.usage.input_tokens = 0
    gen_ai.usage.output_tokens = 0
`, ['otel-genai ? gpt-5 1200 = 340', 'otel-genai openai gpt-5 unmeasured']));

test('an emitter that names the model among the parameters only, and the cached part after the input', () => check(`
  ChatCompletion @ traceai_openai
    gen_ai.provider.name = openai
    gen_ai.usage.input_tokens = 1200
    gen_ai.usage.input_tokens.cache_read = 1024
    gen_ai.usage.output_tokens = 340
    gen_ai.usage.output_tokens.reasoning = 128
    gen_ai.request.parameters = {"model":"gpt-5","stream":true}
  gemini.generate_content_stream @ lmnr.tracer
    gen_ai.system = gemini
    gen_ai.request.model = gemini-2.5-flash
    gen_ai.usage.input_tokens = 1200
    gen_ai.usage.output_tokens = 212
    llm.usage.total_tokens = 1752
`, [`otel-genai openai gpt-5 ${OPENAI}`, 'otel-genai google gemini-2.5-flash 1200 = 212']));

test('AI SDK 7: the agent repeats the chat of its step', () => check(`
  invoke_agent @ gen_ai
    gen_ai.operation.name = invoke_agent
    gen_ai.usage.input_tokens = 1712
    gen_ai.usage.output_tokens = 340
    step 1 @ gen_ai
      chat @ gen_ai
        gen_ai.operation.name = chat
        gen_ai.provider.name = anthropic
        gen_ai.request.model = claude-sonnet-4-5
        gen_ai.usage.input_tokens = 1712
        gen_ai.usage.output_tokens = 340
        gen_ai.usage.cache_read.input_tokens = 1024
        gen_ai.usage.cache_creation.input_tokens = 512
`, [`otel-genai anthropic claude-sonnet-4-5 ${ANTHROPIC}`]));

test('Genkit: counts inside the answer of a model action, the provider\'s before its own; spans around repeat them', () => check(`
  generate @ genkit-tracer
    genkit:type = util
    genkit:output = {"usage":{"inputTokens":1200,"outputTokens":340}}
    openai/gpt-5
      genkit:metadata:subtype = model
      genkit:name = openai/gpt-5
      genkit:output = {"message":{"role":"model","content":[{"text":"Hi"}]},"usage":{"inputTokens":1200,"outputTokens":340},"raw":{"id":"chatcmpl-1","model":"gpt-5","usage":{"prompt_tokens":1200,"completion_tokens":340,"prompt_tokens_details":{"cached_tokens":1024},"completion_tokens_details":{"reasoning_tokens":128}}}}
    anthropic/claude-sonnet-4-5
      genkit:metadata:subtype = model
      genkit:name = anthropic/claude-sonnet-4-5
      genkit:output = {"usage":{"inputTokens":176,"outputTokens":340},"custom":{"id":"msg_1","usage":{"input_tokens":176,"output_tokens":340,"cache_read_input_tokens":1024,"cache_creation_input_tokens":512,"cache_creation":{"ephemeral_5m_input_tokens":512,"ephemeral_1h_input_tokens":0}}}}
    googleai/gemini-2.5-flash
      genkit:metadata:subtype = model
      genkit:name = googleai/gemini-2.5-flash
      genkit:output = {"usage":{"inputTokens":1200,"outputTokens":212,"thoughtsTokens":128,"cachedContentTokens":1024}}
`, [`genkit openai gpt-5 ${OPENAI}`, `genkit anthropic claude-sonnet-4-5 ${ANTHROPIC}`, `genkit google gemini-2.5-flash ${OPENAI}`]));

test('Google\'s agent kit for JavaScript: the cached part and thoughts stand in the text of the answer', () => check(`
  call_llm @ gcp.vertex.agent
    gen_ai.system = gcp.vertex.agent
    gen_ai.request.model = gemini-2.5-flash
    gen_ai.usage.input_tokens = 1200
    gen_ai.usage.output_tokens = 212
    gcp.vertex.agent.llm_response = {"content":{"role":"model","parts":[{"text":"Hi"}]},"usageMetadata":{"promptTokenCount":1200,"cachedContentTokenCount":1024,"candidatesTokenCount":212,"thoughtsTokenCount":128,"totalTokenCount":1540}}
`, [`otel-genai google gemini-2.5-flash ${OPENAI}`]));

test('VoltAgent: counts under its own names; the agent repeats its calls', () => check(`
  helper @ @voltagent/core
    entity.type = agent
    entity.name = helper
    usage.prompt_tokens = 1200
    usage.completion_tokens = 340
    llm:streamText
      entity.type = agent
      entity.name = helper
      span.type = llm
      llm.model = openai/gpt-5
      llm.usage.prompt_tokens = 1200
      llm.usage.completion_tokens = 340
      llm.usage.cached_tokens = 1024
      llm.usage.reasoning_tokens = 128
`, [`voltagent openai openai/gpt-5 ${OPENAI} @helper`]));

test('Strands: an agent says the sum of all it was ever asked, and Anthropic\'s cached part stands beside the input', () => check(`
  invoke_agent helper @ strands-agents
    gen_ai.operation.name = invoke_agent
    gen_ai.system = strands-agents
    gen_ai.agent.name = helper
    gen_ai.request.model = claude-sonnet-4-5
    gen_ai.usage.input_tokens = 9000
    gen_ai.usage.output_tokens = 680
    execute_agent_loop_cycle
      chat
        gen_ai.operation.name = chat
        gen_ai.system = strands-agents
        gen_ai.request.model = claude-sonnet-4-5
        gen_ai.usage.input_tokens = 5000
        gen_ai.usage.output_tokens = 340
        gen_ai.usage.total_tokens = 5340
        gen_ai.usage.cache_read.input_tokens = 1024
        gen_ai.usage.cache_creation.input_tokens = 512
      chat by a gateway
        gen_ai.operation.name = chat
        gen_ai.system = strands-agents
        gen_ai.request.model = anthropic/claude-sonnet-4-5
        gen_ai.usage.input_tokens = 1712
        gen_ai.usage.output_tokens = 340
        gen_ai.usage.cache_read.input_tokens = 1024
        gen_ai.usage.cache_creation.input_tokens = 512
`, [`otel-genai ? claude-sonnet-4-5 5000 + 1024r + 512w = 340 @helper`, `otel-genai ? anthropic/claude-sonnet-4-5 ${ANTHROPIC} @helper`]));

test('Strands for Python: the cached part stands inside the input since it has the name of the conventions', () => {
  const chat = (input: number, read: string, written: string): string => `
  chat @ strands.telemetry.tracer
    gen_ai.operation.name = chat
    gen_ai.system = strands-agents
    gen_ai.request.model = claude-sonnet-4-5
    gen_ai.usage.input_tokens = ${input}
    gen_ai.usage.output_tokens = 340
    gen_ai.usage.total_tokens = ${input + 340}
    ${read} = 1024
    ${written} = 512`;
  check(chat(1712, 'gen_ai.usage.cache_read.input_tokens', 'gen_ai.usage.cache_creation.input_tokens'), [`otel-genai ? claude-sonnet-4-5 ${ANTHROPIC}`]);
  check(chat(5000, 'gen_ai.usage.cache_read_input_tokens', 'gen_ai.usage.cache_write_input_tokens'), ['otel-genai ? claude-sonnet-4-5 5000 + 1024r + 512w = 340']);
});

test('OpenInference and the conventions on one span are one call, with what either says', () => check(`
  agent @ bridge
    openinference.span.kind = AGENT
    gen_ai.operation.name = invoke_agent
    llm.token_count.prompt = 2400
    llm.token_count.completion = 680
    ChatCompletion
      openinference.span.kind = LLM
      gen_ai.operation.name = chat
      gen_ai.provider.name = openai
      gen_ai.request.model = gpt-5
      gen_ai.usage.input_tokens = 1200
      gen_ai.usage.output_tokens = 340
      gen_ai.usage.cache_read.input_tokens = 1024
      gen_ai.usage.reasoning.output_tokens = 128
      llm.token_count.prompt = 1200
      llm.token_count.completion = 340
    ChatCompletion again
      openinference.span.kind = LLM
      gen_ai.system = openai
      gen_ai.request.model = gpt-5
      gen_ai.usage.input_tokens = 1200
      gen_ai.usage.output_tokens = 340
      llm.token_count.prompt = 1200
      llm.token_count.prompt_details.cache_read = 1024
      llm.token_count.completion = 340
      llm.token_count.completion_details.reasoning = 128
`, [`otel-genai openai gpt-5 ${OPENAI}`, `openinference openai gpt-5 ${OPENAI}`]));
