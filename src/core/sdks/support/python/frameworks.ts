/** Frameworks that ask models of several providers; in Python. */
import type { Support } from '../support.ts';

export const FRAMEWORKS: readonly Support[] = [
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
      'patchy631/ai-engineering-hub fastest-rag-milvus-groq/app.py': ['limits'],
    },
    unseen: ['tools', 'reasoning'],
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
    name: 'PydanticAI direct', sdk: 'pydantic-ai.direct', fixture: 'pydantic-ai',
    seen: {
      'weaviate-tutorials/weaviate-pydantic-ai-workshop dev/step1_llm_call.py': ['call', 'model', 'messages'],
    },
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
      'langwatch/langwatch sdks/python/examples/weaviate_dspy_visualization.ipynb': ['limits'],
    },
  },
  {
    name: 'Instructor', sdk: 'instructor', fixture: 'instructor',
    seen: {
      '567-labs/instructor examples/iterables/run.py': ['call', 'model', 'system', 'messages', 'schema', 'limits'],
    },
    unseen: ['reasoning'],
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
      'deepset-ai/haystack-rag-app backend/src/query/service.py': ['messages'],
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
];
