/** SDKs of those who sell or host models, and plain HTTP; in Python. */
import type { Support } from '../support.ts';

export const PROVIDERS: readonly Support[] = [
  {
    name: 'Anthropic messages, also on Bedrock and Vertex', sdk: 'anthropic.messages', fixture: 'anthropic',
    seen: {
      'greenmushrooms/integration_job_seracher agent_eval.py': ['call', 'model', 'system', 'messages', 'tools', 'limits'],
      'anthropics/anthropic-sdk-python examples/thinking.py': ['reasoning'],
      'anthropics/anthropic-sdk-python examples/structured_outputs.py': ['schema'],
      'khoj-ai/khoj src/khoj/processor/conversation/anthropic/utils.py': ['cache'],
    },
  },
  {
    name: 'Anthropic batches', sdk: 'anthropic.batches', fixture: 'anthropic',
    seen: {
      'nsalapete/SourceBot backend/batch.py': ['call', 'model', 'messages', 'limits'],
    },
  },
  {
    name: 'Anthropic completions', sdk: 'anthropic.completions', fixture: 'anthropic',
    seen: {
      'anthropics/anthropic-sdk-python examples/text_completions_demo_sync.py': ['call', 'model', 'messages', 'limits'],
    },
  },
  {
    name: 'Bedrock converse', sdk: 'bedrock.converse', fixture: 'bedrock',
    seen: {
      'browser-use/browser-use browser_use/llm/aws/chat_bedrock.py': ['call', 'model', 'system', 'messages', 'tools', 'limits'],
      'aws-samples/amazon-bedrock-samples introduction-to-bedrock/prompt-caching/converse_api/scripts/demo_mixed_ttl_caching.py': ['cache'],
    },
    unseen: ['reasoning'],
  },
  {
    name: 'Bedrock invoke_model', sdk: 'bedrock.invoke_model', fixture: 'bedrock',
    seen: {
      'aws-samples/amazon-bedrock-samples introduction-to-bedrock/prompt-caching/invoke_model_api/anthropic/scripts/demo_system_prompt_caching.py': ['call', 'model', 'system', 'messages', 'limits'],
      'aws-samples/amazon-bedrock-samples introduction-to-bedrock/prompt-caching/invoke_model_api/anthropic/scripts/demo_tool_definition_caching.py': ['tools'],
    },
  },
  {
    name: 'Google GenAI', sdk: 'google-genai', fixture: 'google-genai',
    seen: {
      'getzep/graphiti graphiti_core/llm_client/gemini_client.py': ['call', 'model', 'system', 'messages', 'limits'],
      'khoj-ai/khoj src/khoj/processor/conversation/google/utils.py': ['reasoning'],
      'google-gemini/cookbook quickstarts/Caching.ipynb': ['cache'],
      'google-gemini/cookbook examples/Browser_as_a_tool.ipynb': ['tools'],
      'google-gemini/cookbook examples/Market_a_Jet_Backpack.ipynb': ['schema'],
    },
  },
  {
    name: 'google-generativeai, Vertex AI', sdk: 'google-generativeai', fixture: 'google-generativeai',
    seen: {
      'google-gemini/cookbook examples/prompting/Providing_base_cases.ipynb': ['call', 'model', 'system', 'messages'],
      'NirDiamant/GenAI_Agents all_agents_tutorials/generate_podcast_agent_langgraph.ipynb': ['limits'],
    },
    unseen: ['tools', 'schema'],
  },
  {
    name: 'Mistral', sdk: 'mistral', fixture: 'mistral',
    seen: {
      'mistralai/cookbook mistral/agents/non_framework/industrial_knowledge_agent/IndustrialKnowledgeAgent.ipynb': ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits'],
    },
  },
  {
    name: 'Mistral agents', sdk: 'mistral.agent', fixture: 'mistral',
    seen: {
      'mistralai/cookbook mistral/agents/agents_api/travel_assistant/agent.py': ['call', 'model', 'system', 'tools'],
    },
  },
  {
    name: 'Mistral conversations', sdk: 'mistral.conversations', fixture: 'mistral',
    seen: {
      'mistralai/cookbook mistral/connectors/02-build-a-quickstart-generator.ipynb': ['call', 'model', 'messages'],
    },
    unseen: ['system', 'tools', 'limits'],
  },
  {
    name: 'Cohere', sdk: 'cohere', fixture: 'cohere',
    seen: {
      'cohere-ai/cohere-developer-experience notebooks/agents/Tool_Use.ipynb': ['call', 'model', 'system', 'messages', 'tools'],
      'cohere-ai/cohere-developer-experience notebooks/llmu/examples/deploy_fastapi/main.py': ['schema'],
      'cohere-ai/cohere-developer-experience notebooks/guides/Pondr_Question_Generation.ipynb': ['limits'],
    },
    unseen: ['reasoning'],
  },
  {
    name: 'Groq', sdk: 'groq', fixture: 'groq',
    seen: {
      'groq/groq-api-cookbook tutorials/02-tool-use/verified-sql-function-calling/main.py': ['call', 'model', 'system', 'messages', 'tools', 'limits'],
      'getzep/graphiti graphiti_core/llm_client/groq_client.py': ['schema'],
      'PrinsAmbaliya/SpeechAI groqai.py': ['reasoning'],
    },
  },
  {
    name: 'Ollama', sdk: 'ollama', fixture: 'ollama',
    seen: {
      'ollama/ollama-python examples/multi-tool.py': ['call', 'model', 'messages', 'tools', 'reasoning'],
      'ollama/ollama-python examples/fill-in-middle.py': ['limits'],
      'ollama/ollama-python examples/structured-outputs.py': ['schema'],
      'enuguru/GenAI desktop-llms/ollama2.py': ['system'],
    },
  },
  {
    name: 'Together', sdk: 'together', fixture: 'together',
    seen: {
      'togethercomputer/together-cookbook Getting_started_with_Llama4.ipynb': ['call', 'model', 'system', 'messages', 'schema', 'limits'],
      'togethercomputer/together-cookbook Agents/Arcade.dev/Agents_Arcade.ipynb': ['tools'],
    },
    unseen: ['reasoning'],
  },
  {
    name: 'Fireworks', sdk: 'fireworks', fixture: 'fireworks',
    seen: {
      'fw-ai/cookbook archived/learn/structured_response/[external]_ComputerSpec_Generation_with_Reasoning_Mode_DeepSeek_(v3_&_R1).ipynb': ['call', 'model', 'system', 'messages', 'schema', 'limits'],
      'fw-ai/cookbook archived/integrations/Arcade.dev/Agents_Arcade.ipynb': ['tools'],
    },
    unseen: ['reasoning'],
  },
  {
    name: 'Cerebras', sdk: 'cerebras', fixture: 'cerebras',
    seen: {
      'Cerebras/inference-examples synthetic-data/main.py': ['call', 'model', 'system', 'messages', 'schema'],
      'TheAlexGrimes30/AI-WEEK- CerebrasLLM/cerebras_llm.py': ['limits'],
    },
    unseen: ['tools', 'reasoning'],
  },
  {
    name: 'HTTP to a provider\'s endpoint', sdk: 'raw-http', fixture: 'raw-http',
    seen: {
      'mistralai/cookbook skills/check-stale-cookbooks/check_stale.py': ['call', 'model', 'system', 'messages', 'schema', 'limits'],
    },
    unseen: ['tools', 'cache', 'reasoning'],
  },
  {
    name: 'Hugging Face chat', sdk: 'huggingface', fixture: 'hosts',
    seen: {
      'none159/AiChatApp main.py': ['call', 'model', 'messages', 'limits'],
      'leomerl/home-projects llm/hf-llm-course/04-inference-client.py': ['system'],
    },
  },
  {
    name: 'Hugging Face text generation', sdk: 'huggingface.text', fixture: 'hosts',
    seen: {
      'olpa/mooc agents/hugging-face/unit1/dummy/020_chat_template.py': ['call', 'model', 'messages', 'limits'],
    },
  },
  {
    name: 'Replicate', sdk: 'replicate', fixture: 'hosts',
    seen: {
      'allosharma/Keepo Keepo/core/replicate_fetch.py': ['call', 'model', 'messages', 'limits'],
    },
    unseen: ['system'],
  },
  {
    name: 'IBM watsonx.ai chat', sdk: 'watsonx', fixture: 'watsonx',
    seen: {
      'AjBorbzz/DataScience_AI_ML LLM/IBM_LLM/Personalized_Coach_LLM/app.py': ['call', 'model', 'messages', 'limits'],
      'sudesh2022/proposalg temp.py': ['system'],
    },
    unseen: ['tools'],
  },
  {
    name: 'IBM watsonx.ai text generation', sdk: 'watsonx.text', fixture: 'watsonx',
    seen: {
      'AgentOps-AI/agentops examples/watsonx/watsonx-streaming.py': ['call', 'model', 'messages'],
    },
    unseen: ['limits'],
  },
];
