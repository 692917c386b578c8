// A tracer provider as an application sets one up, with the clients' instrumentations on it.
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

const provider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())] });
provider.register();

export const instrument = (...instrumentations) => registerInstrumentations({ instrumentations, tracerProvider: provider });
export const end = () => provider.shutdown();
