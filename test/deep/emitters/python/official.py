"""OpenTelemetry's own instrumentations of `openai` and `google-genai`."""
import os

import base

base.start()

from opentelemetry.instrumentation.google_genai import GoogleGenAiSdkInstrumentor
from opentelemetry.instrumentation.openai_v2 import OpenAIInstrumentor

OpenAIInstrumentor().instrument()
GoogleGenAiSdkInstrumentor().instrument()
base.openai_calls()

from google import genai

client = genai.Client(api_key="test", http_options={"base_url": os.environ["GOOGLE_GEMINI_BASE_URL"]})
client.models.generate_content(model="gemini-2.5-flash", contents="hi")
base.drain(client.models.generate_content_stream(model="gemini-2.5-flash", contents="hi"))
base.end()
