"""Providers as an application sets them up, and every kind of call of both clients. SIGNALS names what is exported: t, m, l."""
import os

from opentelemetry import metrics, trace
from opentelemetry._logs import set_logger_provider
from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

MESSAGES = [{"role": "system", "content": "be nice"}, {"role": "user", "content": "hi there"}]
SIGNALS = os.environ.get("SIGNALS", "tml")
_providers = []


def start():
    resource = Resource.create({"service.name": "greeter"})
    tracers = TracerProvider(resource=resource)
    if "t" in SIGNALS:
        tracers.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(tracers)
    _providers.append(tracers)
    if "m" in SIGNALS:
        meters = MeterProvider(resource=resource, metric_readers=[PeriodicExportingMetricReader(OTLPMetricExporter())])
        metrics.set_meter_provider(meters)
        _providers.append(meters)
    if "l" in SIGNALS:
        loggers = LoggerProvider(resource=resource)
        loggers.add_log_record_processor(BatchLogRecordProcessor(OTLPLogExporter()))
        set_logger_provider(loggers)
        _providers.append(loggers)


def end():
    for provider in _providers:
        provider.shutdown()


def drain(stream):
    for _ in stream:
        pass


def openai_calls():
    import openai

    client = openai.OpenAI()
    client.chat.completions.create(model="gpt-4o", messages=MESSAGES)
    drain(client.chat.completions.create(model="gpt-4o", messages=MESSAGES, stream=True, stream_options={"include_usage": True}))
    drain(client.chat.completions.create(model="gpt-4o", messages=MESSAGES, stream=True))
    client.responses.create(model="gpt-5", input="hi")
    drain(client.responses.create(model="gpt-5", input="hi", stream=True))
    client.embeddings.create(model="text-embedding-3-small", input="hi", encoding_format="float")


def anthropic_calls():
    import anthropic

    client = anthropic.Anthropic()
    request = {"model": "claude-sonnet-4-5", "max_tokens": 100, "messages": [{"role": "user", "content": "hi"}]}
    client.messages.create(**request)
    drain(client.messages.create(**request, stream=True))
    with client.messages.stream(**request) as stream:
        stream.get_final_message()
