import type { Support } from './support.ts';

/** TypeScript and JavaScript. */
export const ECMASCRIPT: readonly Support[] = [
  {
    name: 'OpenAI chat completions', sdk: 'openai.chat', fixture: 'openai-chat',
    seen: {
      'Nutlope/llamacoder lib/generation.ts': ['call', 'model', 'system', 'messages', 'limits'],
      'openai/openai-node examples/chat-completions/parsing.ts': ['schema'],
      'openai/openai-node examples/chat-completions/function-call.ts': ['tools'],
    },
    unseen: ['reasoning'],
  },
  {
    name: 'OpenAI responses', sdk: 'openai.responses', fixture: 'openai-responses',
    seen: {
      'openai/openai-agents-js examples/tools/container-shell-skill-ref.ts': ['call', 'model', 'messages', 'limits', 'reasoning'],
      'mem0ai/mem0 examples/openai-inbuilt-tools/index.js': ['tools'],
      'openai/openai-node examples/responses/structured-outputs.ts': ['schema'],
      'transitive-bullshit/agentic examples/ts-sdks/openai/bin/weather-responses.ts': ['system'],
    },
  },
  {
    name: 'OpenAI completions', sdk: 'openai.completions', fixture: 'openai-responses',
    seen: {
      'openai/openai-node examples/client/errors.ts': ['call', 'model', 'messages'],
    },
    unseen: ['limits'],
  },
  {
    name: 'OpenAI chat behind other addresses', sdk: 'openai.chat', fixture: 'openai-compatible',
    seen: {
      'di-sukharev/opencommit src/engine/openAi.ts': ['call', 'messages', 'limits'],
    },
    unseen: ['model'],
  },
  {
    name: 'Azure OpenAI chat', sdk: 'openai.chat', fixture: 'azure-openai',
    seen: {
      'mem0ai/mem0 mem0-ts/src/oss/src/llms/azure.ts': ['call', 'model', 'messages'],
      'mckaywrigley/chatbot-ui app/api/chat/azure/route.ts': ['limits'],
    },
    unseen: ['system'],
  },
  {
    name: 'Azure OpenAI responses', sdk: 'openai.responses', fixture: 'azure-openai',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages'],
  },
  {
    name: 'Azure OpenAI client before 2', sdk: 'azure-openai', fixture: 'azure-openai',
    seen: {
      'di-sukharev/opencommit src/engine/azure.ts': ['call', 'messages'],
    },
    unseen: ['model', 'system', 'limits'],
  },
  {
    name: 'Azure AI inference', sdk: 'azure-ai', fixture: 'azure-openai',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'limits'],
  },
  {
    name: 'Anthropic messages', sdk: 'anthropic.messages', fixture: 'anthropic',
    seen: {
      'mem0ai/mem0 mem0-ts/src/oss/src/llms/anthropic.ts': ['call', 'model', 'system', 'messages', 'limits'],
      'anthropics/anthropic-sdk-typescript examples/tools.ts': ['tools'],
      'anthropics/anthropic-sdk-typescript examples/thinking.ts': ['reasoning'],
      'anthropics/anthropic-sdk-typescript examples/structured-outputs-raw.ts': ['schema'],
    },
    unseen: ['cache'],
  },
  {
    name: 'Anthropic batches', sdk: 'anthropic.batches', fixture: 'anthropic',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'limits'],
  },
  {
    name: 'Anthropic on Bedrock and Vertex', sdk: 'anthropic.messages', fixture: 'anthropic-cloud',
    seen: {
      'anthropics/anthropic-sdk-typescript packages/bedrock-sdk/examples/demo.ts': ['call', 'model', 'messages', 'limits'],
    },
    unseen: ['system'],
  },
  {
    name: 'Bedrock converse', sdk: 'bedrock.converse', fixture: 'bedrock',
    seen: {
      'aws-samples/generative-ai-use-cases packages/cdk/lambda/utils/bedrockApi.ts': ['call', 'system', 'messages', 'limits', 'cache'],
      'mem0ai/mem0 mem0-ts/src/oss/src/llms/aws_bedrock.ts': ['model'],
    },
    unseen: ['tools', 'reasoning'],
  },
  {
    name: 'Bedrock invoke model', sdk: 'bedrock.invoke_model', fixture: 'bedrock',
    seen: {
      'aws-samples/bedrock-engineer src/main/api/bedrock/services/imageRecognitionService.ts': ['call', 'system', 'messages', 'limits'],
      'mem0ai/mem0 mem0-ts/src/oss/src/embeddings/aws_bedrock.ts': ['model'],
    },
    unseen: ['tools', 'reasoning'],
  },
  {
    name: 'Google GenAI', sdk: 'google-genai', fixture: 'google-genai',
    seen: {
      'googleapis/js-genai sdk-samples/mcp_client.ts': ['call', 'model', 'messages', 'limits'],
      'googleapis/js-genai sdk-samples/chat_afc_streaming.ts': ['system'],
      'googleapis/js-genai sdk-samples/generate_content_with_response_schema.ts': ['schema'],
      'googleapis/js-genai sdk-samples/generate_content_with_function_calling.ts': ['tools'],
    },
    unseen: ['reasoning'],
  },
  {
    name: 'Google Generative AI, Vertex AI', sdk: 'google-generativeai', fixture: 'google-generativeai',
    seen: {
      'google-gemini/deprecated-generative-ai-js samples/system_instruction.js': ['call', 'model', 'system', 'messages'],
      'google-gemini/deprecated-generative-ai-js samples/model_configuration.js': ['limits'],
      'google-gemini/deprecated-generative-ai-js samples/controlled_generation.js': ['schema'],
    },
    unseen: ['tools'],
  },
  {
    name: 'Vercel AI SDK', sdk: 'vercel-ai', fixture: 'vercel-ai',
    seen: {
      'zaidmukaddam/scira lib/tools/extreme-search.ts': ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
      'vercel/ai examples/ai-functions/src/stream-text/amazon-bedrock/cache-point-ttl.ts': ['cache'],
    },
  },
  {
    name: 'Vercel AI SDK agents', sdk: 'vercel-ai', fixture: 'vercel-ai-agents',
    seen: {
      'vercel/ai examples/ai-functions/src/agent/openai/stream-tools-forced.ts': ['call', 'model', 'system', 'tools', 'limits'],
    },
  },
  {
    name: 'LangChain', sdk: 'langchain', fixture: 'langchain',
    seen: {
      'langchain-ai/langgraphjs examples/streaming/src/agents/a2a-research.ts': ['call', 'model', 'system', 'messages', 'tools', 'reasoning'],
      'langchain-ai/open-canvas apps/agents/src/web-search/nodes/classify-message.ts': ['schema'],
    },
    unseen: ['limits'],
  },
  {
    name: 'LangGraph and LangChain agents', sdk: 'langchain', fixture: 'langgraph',
    seen: {
      'langchain-ai/langgraphjs examples/streaming/src/agents/hitl-agent.ts': ['call', 'model', 'system', 'tools'],
      'transitive-bullshit/agentic examples/ts-sdks/langchain/bin/weather.ts': ['messages', 'limits'],
    },
    unseen: ['schema'],
  },
  {
    name: 'LlamaIndex', sdk: 'llama-index', fixture: 'llama-index',
    seen: {
      'run-llama/LlamaIndexTS examples/misc/jsonExtract.ts': ['call', 'model', 'system', 'messages'],
      'run-llama/LlamaIndexTS examples/models/anthropic/thinking.ts': ['limits'],
    },
  },
  {
    name: 'LlamaIndex engines', sdk: 'llama-index.engine', fixture: 'llama-index',
    seen: {
      'run-llama/LlamaIndexTS examples/rag/chatHistory.ts': ['call', 'model', 'messages'],
    },
  },
  {
    name: 'LlamaIndex agents', sdk: 'llama-index.agent', fixture: 'llama-index',
    seen: {
      'run-llama/LlamaIndexTS examples/agents/agent/blog-writer.ts': ['call', 'model', 'system', 'tools'],
    },
  },
  {
    name: 'OpenAI Agents SDK', sdk: 'openai-agents', fixture: 'openai-agents',
    seen: {
      'openai/openai-agents-js examples/basic/stream-ws.ts': ['call', 'model', 'system', 'tools', 'limits', 'reasoning'],
      'openai/openai-agents-js examples/handoffs/types.ts': ['schema'],
    },
  },
  {
    name: 'Mastra', sdk: 'mastra', fixture: 'mastra',
    seen: {
      'mastra-ai/template-deep-research src/mastra/agents/researchAgent.ts': ['call', 'model', 'system', 'tools'],
    },
    unseen: ['limits'],
  },
  {
    name: 'Genkit', sdk: 'genkit', fixture: 'genkit',
    seen: {
      'firebase/genkit js/testapps/basic-gemini/src/index.ts': ['call', 'model', 'system', 'messages', 'tools', 'schema', 'reasoning'],
      'firebase/genkit js/testapps/anthropic/src/beta/effort.ts': ['limits'],
    },
  },
  {
    name: 'Google ADK', sdk: 'google-adk', fixture: 'google-adk',
    seen: {
      'google/adk-js dev/samples/loop_agent.ts': ['call', 'model', 'system', 'tools', 'limits'],
    },
    unseen: ['schema'],
  },
  {
    name: 'Strands', sdk: 'strands', fixture: 'strands',
    seen: {
      'strands-agents/sdk-typescript strands-ts/examples/agents-as-tools/src/index.ts': ['call', 'model', 'system', 'tools', 'limits'],
    },
  },
  {
    name: 'Claude Agent SDK', sdk: 'claude-agent-sdk', fixture: 'claude-agent-sdk',
    seen: {
      'anthropics/claude-agent-sdk-demos email-agent/ccsdk/ai-client.ts': ['call', 'model', 'system', 'messages', 'limits'],
    },
    unseen: ['tools', 'schema', 'reasoning'],
  },
  {
    name: 'Instructor', sdk: 'instructor', fixture: 'instructor',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'schema', 'limits'],
  },
  {
    name: 'Mistral', sdk: 'mistral', fixture: 'chat-clients',
    seen: {
      'mistralai/client-ts examples/src/async_structured_outputs.ts': ['call', 'model', 'system', 'messages', 'schema'],
      'mistralai/client-ts examples/src/async_function_calling.ts': ['tools'],
    },
    unseen: ['limits'],
  },
  {
    name: 'Cohere', sdk: 'cohere', fixture: 'chat-clients',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'limits'],
  },
  {
    name: 'Groq', sdk: 'groq', fixture: 'chat-clients',
    seen: {
      'groq/groq-typescript examples/chat_completion.js': ['call', 'model', 'system', 'messages', 'limits'],
    },
    unseen: ['tools', 'schema', 'reasoning'],
  },
  {
    name: 'Ollama', sdk: 'ollama', fixture: 'chat-clients',
    seen: {
      'ollama/ollama-js examples/websearch/websearch-tools.ts': ['call', 'model', 'messages', 'tools'],
      'mem0ai/mem0 mem0-ts/src/oss/examples/local-llms.ts': ['system'],
      'ollama/ollama-js examples/structured_outputs/structured-outputs.ts': ['schema'],
    },
    unseen: ['limits'],
  },
  {
    name: 'Together', sdk: 'together', fixture: 'chat-clients',
    seen: {
      'Nutlope/llamacoder lib/generation.ts': ['call', 'model', 'system', 'messages', 'limits'],
    },
    unseen: ['tools'],
  },
  {
    name: 'Cerebras', sdk: 'cerebras', fixture: 'chat-clients',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits'],
  },
  {
    name: 'OpenRouter', sdk: 'openrouter', fixture: 'openrouter',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'OpenRouter responses', sdk: 'openrouter.responses', fixture: 'openrouter',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'limits'],
  },
  {
    name: 'Hugging Face chat', sdk: 'huggingface', fixture: 'chat-clients',
    seen: {
      'huggingface/huggingface.js packages/mcp-client/src/McpClient.ts': ['call', 'messages'],
    },
    unseen: ['model', 'system', 'tools', 'limits'],
  },
  {
    name: 'Hugging Face text generation', sdk: 'huggingface.text', fixture: 'chat-clients',
    seen: {
      'huggingface/huggingface.js packages/agents/src/llms/LLMHF.ts': ['call', 'model', 'messages', 'limits'],
    },
  },
  {
    name: 'Replicate', sdk: 'replicate', fixture: 'chat-clients',
    seen: {
      'run-llama/LlamaIndexTS packages/providers/replicate/src/llm.ts': ['call', 'model', 'system', 'messages', 'limits'],
    },
  },
  {
    name: 'Cloudflare Workers AI', sdk: 'workers-ai', fixture: 'workers-ai',
    seen: {
      'cloudflare/templates llm-chat-app-template/src/index.ts': ['call', 'model', 'system', 'limits'],
      'cloudflare/templates ai-brand-visibility-template/workers/api.ts': ['messages'],
    },
    unseen: ['tools', 'schema', 'reasoning'],
  },
  {
    name: 'VS Code language models', sdk: 'vscode-lm', fixture: 'vscode-lm',
    seen: {
      'microsoft/vscode-extension-samples chat-sample/src/simple.ts': ['call', 'model', 'messages'],
    },
    unseen: ['tools'],
  },
  {
    name: 'xsAI', sdk: 'xsai', fixture: 'xsai',
    seen: {
      'transitive-bullshit/agentic legacy/examples/xsai/bin/weather.ts': ['call', 'model', 'system', 'messages'],
    },
    unseen: ['tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'A provider’s endpoint over HTTP', sdk: 'raw-http', fixture: 'raw-http',
    seen: {
      'Nutlope/llamacoder scripts/benchmark/title-models.ts': ['call', 'system', 'messages', 'limits'],
      'di-sukharev/opencommit src/engine/ollama.ts': ['model'],
    },
    unseen: ['tools', 'schema', 'reasoning'],
  },
];
