import type { Support } from './support.ts';

export const PYTHON: readonly Support[] = [
  {
    name: 'OpenAI chat completions', sdk: 'openai.chat', fixture: 'openai-chat',
    seen: {
      'Shubhamsaboo/awesome-llm-apps advanced_ai_agents/multi_agent_apps/ai_news_and_podcast_agents/beifong/processors/ai_analysis_processor.py': ['call', 'model', 'system', 'messages', 'schema', 'limits'],
      'openai/openai-python examples/parsing_tools.py': ['tools'],
    },
    unseen: ['reasoning'],
  },
  {
    name: 'OpenAI responses', sdk: 'openai.responses', fixture: 'openai-responses',
    seen: {
      'openai/openai-python examples/responses/streaming.py': ['call', 'model', 'messages', 'schema'],
      'openai/openai-python examples/responses/streaming_tools.py': ['tools'],
      'fw-ai/cookbook eval/healthbench_professional/src/healthbench_professional/judge.py': ['reasoning'],
    },
    unseen: ['system', 'limits'],
  },
  {
    name: 'OpenAI completions', sdk: 'openai.completions', fixture: 'openai-completions',
    seen: {
      'openai/openai-python examples/streaming.py': ['call', 'model', 'messages', 'limits'],
    },
  },
  {
    name: 'OpenAI before 1.0', sdk: 'openai.chat', fixture: 'openai-before-1',
    seen: {
      'coleam00/ottomator-agents youtube-summary-agent/main.py': ['call', 'model', 'system', 'messages'],
    },
    unseen: ['tools', 'limits'],
  },
  {
    name: 'Azure OpenAI', sdk: 'openai.chat', fixture: 'openai-azure',
    seen: {
      'mistralai/cookbook third_party/microsoft/mistral-azure-ocr-invoice/app.py': ['call', 'model', 'messages', 'limits'],
      'getzep/graphiti graphiti_core/llm_client/azure_openai_client.py': ['schema'],
    },
    unseen: ['system', 'tools', 'reasoning'],
  },
  {
    name: 'Azure OpenAI responses', sdk: 'openai.responses', fixture: 'openai-azure',
    seen: {
      'browser-use/browser-use browser_use/llm/azure/chat.py': ['call', 'messages'],
    },
    unseen: ['model'],
  },
  {
    name: 'Azure AI Inference', sdk: 'azure-ai', fixture: 'azure-ai-inference',
    seen: {
      'gloveboxes/Azure-AI-Bites-with-GenAI generator/main.py': ['call', 'system', 'messages'],
    },
    unseen: ['model', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'OpenRouter, DeepSeek, vLLM, LM Studio and others by `base_url`', sdk: 'openai.chat', fixture: 'openai-compatible',
    seen: {
      'google-gemini/cookbook quickstarts/Get_started_OpenAI_Compatibility.ipynb': ['call', 'model', 'system', 'messages', 'tools', 'schema', 'reasoning'],
      'browser-use/browser-use browser_use/llm/cerebras/chat.py': ['limits'],
    },
    unseen: ['cache'],
  },
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
    seen: {},
    unseen: ['call', 'model', 'messages', 'limits'],
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
    name: 'LiteLLM', sdk: 'litellm', fixture: 'litellm',
    seen: {
      'onyx-dot-app/onyx backend/scripts/debugging/litellm/call_litellm.py': ['call', 'model', 'messages', 'tools', 'reasoning'],
      'browser-use/browser-use browser_use/llm/litellm/chat.py': ['schema', 'limits'],
      'yoheinakajima/babyagi babyagi/functionz/packs/drafts/self_build2.py': ['system'],
    },
    unseen: ['cache'],
  },
  {
    name: 'LangChain', sdk: 'langchain', fixture: 'langchain',
    seen: {
      'langchain-ai/open_deep_research src/legacy/graph.py': ['call', 'model', 'system', 'messages', 'schema', 'limits', 'reasoning'],
      'langchain-ai/open_deep_research src/legacy/multi_agent.py': ['tools'],
    },
    unseen: ['cache'],
  },
  {
    name: 'LangGraph and LangChain agents', sdk: 'langchain', fixture: 'langgraph',
    seen: {
      'fw-ai/cookbook archived/integrations/MongoDB/project_rag_with_mongodb/mongodb_agent.ipynb': ['call', 'model', 'system', 'messages', 'tools', 'limits'],
    },
    unseen: ['schema'],
  },
  {
    name: 'LlamaIndex', sdk: 'llama-index', fixture: 'llama-index',
    seen: {
      'run-llama/llama_cloud_services examples/parse/multimodal/multimodal_contextual_retrieval_rag.ipynb': ['call', 'model', 'system', 'messages'],
      'run-llama/llama_cloud_services examples/parse/advanced_rag/dynamic_section_retrieval.ipynb': ['schema'],
    },
    unseen: ['tools', 'limits', 'reasoning'],
  },
  {
    name: 'LlamaIndex engines', sdk: 'llama-index.engine', fixture: 'llama-index',
    seen: {
      'run-llama/llama_cloud_services examples/parse/demo_json.ipynb': ['call', 'model', 'messages'],
      'google-gemini/cookbook examples/llamaindex/Gemini_LlamaIndex_QA_Chroma_WebPageReader.ipynb': ['system'],
    },
  },
  {
    name: 'LlamaIndex agents', sdk: 'llama-index.agent', fixture: 'llama-index',
    seen: {
      'run-llama/llama_cloud_services examples/parse/report_generation/rfp_response/generate_rfp.ipynb': ['call', 'model', 'system', 'tools', 'limits'],
    },
  },
  {
    name: 'OpenAI Agents SDK', sdk: 'openai-agents', fixture: 'openai-agents',
    seen: {
      'openai/openai-agents-python examples/basic/stream_ws.py': ['call', 'model', 'system', 'tools', 'limits', 'reasoning'],
      'coleam00/ottomator-agents openai-sdk-agent/v4_handoffs.py': ['schema'],
    },
  },
  {
    name: 'PydanticAI', sdk: 'pydantic-ai', fixture: 'pydantic-ai',
    seen: {
      'pydantic/pydantic-ai examples/pydantic_ai_examples/bank_support.py': ['call', 'model', 'system', 'tools', 'schema', 'limits'],
    },
    unseen: ['cache', 'reasoning'],
  },
  {
    name: 'PydanticAI direct', sdk: 'pydantic-ai.direct', fixture: 'pydantic-ai',
    seen: {},
    unseen: ['call', 'model', 'messages'],
  },
  {
    name: 'CrewAI agents', sdk: 'crewai', fixture: 'crewai',
    seen: {
      'crewAIInc/crewAI-examples crews/trip_planner/trip_agents.py': ['call', 'model', 'system', 'tools', 'limits'],
    },
    unseen: ['reasoning'],
  },
  {
    name: 'CrewAI tasks', sdk: 'crewai.task', fixture: 'crewai',
    seen: {
      'crewAIInc/crewAI-examples crews/trip_planner/trip_tasks.py': ['call', 'model', 'system', 'messages', 'tools', 'limits'],
      'crewAIInc/crewAI-examples crews/job-posting/src/job_posting/crew.py': ['schema'],
    },
    unseen: ['reasoning'],
  },
  {
    name: 'CrewAI LLM', sdk: 'crewai.llm', fixture: 'crewai',
    seen: {},
    unseen: ['call', 'model', 'messages'],
  },
  {
    name: 'DSPy signatures', sdk: 'dspy', fixture: 'dspy',
    seen: {
      'togethercomputer/together-cookbook Agents/DSPy/DSPy_Agents.ipynb': ['call', 'model', 'system', 'messages', 'tools', 'limits'],
    },
  },
  {
    name: 'DSPy LM', sdk: 'dspy.lm', fixture: 'dspy',
    seen: {
      'togethercomputer/together-cookbook Agents/DSPy/DSPy_Agents.ipynb': ['call', 'model', 'messages'],
    },
    unseen: ['limits'],
  },
  {
    name: 'Instructor', sdk: 'instructor', fixture: 'instructor',
    seen: {
      '567-labs/instructor examples/iterables/run.py': ['call', 'model', 'system', 'messages', 'schema', 'limits'],
    },
    unseen: ['reasoning'],
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
    },
    unseen: ['reasoning'],
  },
  {
    name: 'Ollama', sdk: 'ollama', fixture: 'ollama',
    seen: {
      'ollama/ollama-python examples/multi-tool.py': ['call', 'model', 'messages', 'tools', 'reasoning'],
      'ollama/ollama-python examples/fill-in-middle.py': ['limits'],
      'ollama/ollama-python examples/structured-outputs.py': ['schema'],
    },
    unseen: ['system'],
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
    },
    unseen: ['tools', 'limits', 'reasoning'],
  },
  {
    name: 'Google ADK', sdk: 'google-adk', fixture: 'google-adk',
    seen: {
      'Shubhamsaboo/awesome-llm-apps generative_ui_agents/ai-financial-coach-agent/agent/main.py': ['call', 'model', 'system', 'tools', 'schema', 'limits'],
    },
    unseen: ['reasoning'],
  },
  {
    name: 'Strands Agents', sdk: 'strands', fixture: 'strands',
    seen: {
      'strands-agents/samples 04-UX-demos/03-hvac-data-analytics-agent/code/lambda/STAgentMain/index.py': ['call', 'model', 'system', 'messages', 'tools', 'limits'],
      'strands-agents/samples 04-UX-demos/01-streamlit-template/docker_app/app.py': ['reasoning'],
    },
    unseen: ['schema', 'cache'],
  },
  {
    name: 'AutoGen 0.4', sdk: 'autogen', fixture: 'autogen',
    seen: {
      'microsoft/autogen python/samples/gitty/src/gitty/_gitty.py': ['call', 'model', 'system', 'tools', 'limits'],
    },
    unseen: ['schema', 'reasoning'],
  },
  {
    name: 'AutoGen 0.4 model clients', sdk: 'autogen.client', fixture: 'autogen',
    seen: {
      'microsoft/autogen python/samples/core_async_human_in_the_loop/main.py': ['call', 'system', 'messages'],
      'rchaganti/autogen-101 01-model-client-ollama.py': ['model'],
    },
    unseen: ['schema', 'limits'],
  },
  {
    name: 'AutoGen 0.2, AG2', sdk: 'autogen', fixture: 'autogen-0-2',
    seen: {
      'ag2ai/build-with-ag2 travel-planner/main.py': ['call', 'model', 'system', 'tools'],
      'ag2ai/build-with-ag2 arcade/gmail-agent/main.py': ['limits'],
    },
  },
  {
    name: 'smolagents', sdk: 'smolagents', fixture: 'smolagents',
    seen: {
      'huggingface/smolagents examples/open_deep_research/run.py': ['call', 'model', 'tools', 'limits', 'reasoning'],
    },
    unseen: ['system'],
  },
  {
    name: 'Semantic Kernel', sdk: 'semantic-kernel', fixture: 'semantic-kernel',
    seen: {
      'microsoft/semantic-kernel python/samples/concepts/reasoning/simple_reasoning_function_calling.py': ['call', 'system', 'messages', 'limits', 'reasoning'],
      'microsoft/semantic-kernel python/samples/concepts/mcp/servers/menu_agent_server.py': ['tools'],
      'microsoft/semantic-kernel python/samples/concepts/local_models/onnx_chat_completion.py': ['model'],
    },
    unseen: ['schema'],
  },
  {
    name: 'Semantic Kernel prompts', sdk: 'semantic-kernel.kernel', fixture: 'semantic-kernel',
    seen: {
      'microsoft/semantic-kernel python/samples/concepts/prompt_templates/configuring_prompts.py': ['call', 'messages'],
    },
  },
  {
    name: 'Haystack generators', sdk: 'haystack', fixture: 'haystack',
    seen: {
      'deepset-ai/haystack-cookbook notebooks/newsletter-agent.ipynb': ['call', 'model', 'system', 'messages', 'tools'],
      'deepset-ai/haystack-cookbook notebooks/keyword-extraction.ipynb': ['schema'],
      'deepset-ai/haystack-cookbook notebooks/llama32_agentic_rag.ipynb': ['limits'],
    },
    unseen: ['reasoning'],
  },
  {
    name: 'Haystack pipelines', sdk: 'haystack.pipeline', fixture: 'haystack',
    seen: {
      'deepset-ai/haystack-cookbook notebooks/openapitool.ipynb': ['call', 'model', 'limits'],
    },
  },
  {
    name: 'Haystack prompt builders', sdk: 'haystack.prompt', fixture: 'haystack',
    seen: {
      'deepset-ai/haystack-cookbook notebooks/prior_labs_agent.ipynb': ['call', 'messages'],
    },
  },
  {
    name: 'Haystack agents', sdk: 'haystack.agent', fixture: 'haystack',
    seen: {
      'deepset-ai/haystack-cookbook notebooks/cost_aware_agent.ipynb': ['call', 'model', 'system', 'tools', 'limits'],
    },
  },
  {
    name: 'Agno', sdk: 'agno', fixture: 'agno',
    seen: {
      'agno-agi/agno cookbook/environments/_21_math/basic.py': ['call', 'model', 'system', 'schema', 'limits', 'reasoning'],
      'agno-agi/agno cookbook/91_tools/custom_tools.py': ['tools'],
      'agno-agi/agno cookbook/90_models/anthropic/prompt_caching.py': ['cache'],
    },
  },
  {
    name: 'HTTP to a provider\'s endpoint', sdk: 'raw-http', fixture: 'raw-http',
    seen: {
      'mistralai/cookbook skills/check-stale-cookbooks/check_stale.py': ['call', 'model', 'system', 'messages', 'schema', 'limits'],
    },
    unseen: ['tools', 'cache', 'reasoning'],
  },
];
