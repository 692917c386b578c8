"""LiteLLM as a library, with its OpenTelemetry callback."""
import os
import time

os.environ["OTEL_EXPORTER"] = "otlp_http"
os.environ["OTEL_ENDPOINT"] = os.environ["OTEL_EXPORTER_OTLP_ENDPOINT"] + "/v1/traces"

import litellm
from opentelemetry import trace

from base import MESSAGES, drain

litellm.callbacks = ["otel"]
anthropic = {"model": "anthropic/claude-sonnet-4-5", "messages": MESSAGES, "max_tokens": 100, "api_base": os.environ["ANTHROPIC_BASE_URL"]}
litellm.completion(model="openai/gpt-4o", messages=MESSAGES)
drain(litellm.completion(model="openai/gpt-4o", messages=MESSAGES, stream=True, stream_options={"include_usage": True}))
litellm.completion(**anthropic)
drain(litellm.completion(**anthropic, stream=True))
litellm.embedding(model="openai/text-embedding-3-small", input=["hi"])
# Its callback runs in threads of its own.
time.sleep(1)
trace.get_tracer_provider().shutdown()
