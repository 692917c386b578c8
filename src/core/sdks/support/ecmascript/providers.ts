/** SDKs of those who sell or host models, and plain HTTP; in TypeScript and JavaScript. */
import type { Support } from '../support.ts';

export const PROVIDERS: readonly Support[] = [
  {
    name: 'Anthropic messages', sdk: 'anthropic.messages', fixture: 'anthropic',
    seen: {
      'mem0ai/mem0 mem0-ts/src/oss/src/llms/anthropic.ts': ['call', 'model', 'system', 'messages', 'limits'],
      'anthropics/anthropic-sdk-typescript examples/tools.ts': ['tools'],
      'anthropics/anthropic-sdk-typescript examples/thinking.ts': ['reasoning'],
      'anthropics/anthropic-sdk-typescript examples/structured-outputs-raw.ts': ['schema'],
      'badlogic/pi-mono packages/ai/src/providers/anthropic.ts': ['cache'],
    },
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
      'firebase/genkit js/plugins/vertexai/src/modelgarden/v2/anthropic.ts': ['system'],
    },
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
    name: 'Mistral', sdk: 'mistral', fixture: 'chat-clients',
    seen: {
      'mistralai/client-ts examples/src/async_structured_outputs.ts': ['call', 'model', 'system', 'messages', 'schema'],
      'mistralai/client-ts examples/src/async_function_calling.ts': ['tools'],
      'firebase/genkit js/plugins/vertexai/src/modelgarden/v2/mistral.ts': ['limits'],
    },
  },
  {
    name: 'Cohere', sdk: 'cohere', fixture: 'chat-clients',
    seen: {
      'cohere-ai/cohere-developer-experience snippets/snippets/node/chat-v2-post/tools.ts': ['call', 'model', 'messages', 'tools'],
    },
    unseen: ['system', 'limits'],
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
    seen: {
      'supahseppe/fractal-engine docs/cerebras.js': ['call', 'model', 'messages'],
    },
    unseen: ['system', 'tools', 'schema', 'limits'],
  },
  {
    name: 'OpenRouter', sdk: 'openrouter', fixture: 'openrouter',
    seen: {
      'licasia/sombrero src/index.ts': ['call', 'model', 'messages'],
    },
    unseen: ['system', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'OpenRouter responses', sdk: 'openrouter.responses', fixture: 'openrouter',
    seen: {
      'anthropics/skills skills/create-agent-tui/sample/src/agent.ts': ['call', 'system', 'messages'],
    },
    unseen: ['model', 'limits'],
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
    name: 'A provider’s endpoint over HTTP', sdk: 'raw-http', fixture: 'raw-http',
    seen: {
      'Nutlope/llamacoder scripts/benchmark/title-models.ts': ['call', 'system', 'messages', 'limits'],
      'di-sukharev/opencommit src/engine/ollama.ts': ['model'],
      'google/dotprompt js/examples/adapters.ts': ['schema'],
    },
    unseen: ['tools', 'reasoning'],
  },
  {
    name: 'token.js', sdk: 'token.js', fixture: 'token-js',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'limits'],
  },
];
