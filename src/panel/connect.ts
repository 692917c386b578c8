/** What to paste where so that telemetry arrives: plain text for an endpoint such as `http://127.0.0.1:4318/w/3fa9c1`. */

/** The variables OpenTelemetry SDKs read. Protobuf, since not every SDK speaks JSON. */
export const environmentFor = (endpoint: string): Readonly<Record<string, string>> => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
});

export const environmentLines = (endpoint: string): readonly string[] =>
  Object.entries(environmentFor(endpoint)).map(([name, value]) => `export ${name}=${value}`);

/** For a local OpenTelemetry Collector: an exporter beside the ones it has, so that nothing is lost. */
export function collectorSnippet(endpoint: string): string {
  return [
    'exporters:',
    '  otlphttp/costline:',
    `    endpoint: ${endpoint}`,
    '    compression: gzip',
    '    retry_on_failure:',
    '      enabled: true',
    'service:',
    '  pipelines:',
    '    traces:',
    '      exporters: [otlphttp/costline]  # beside the exporters you have',
    '',
  ].join('\n');
}

/** Whether one of these environments sets where telemetry goes, or that it goes nowhere. Names are alike in any case on Windows. */
export const setsTelemetry = (environments: readonly Readonly<Record<string, unknown>>[]): boolean =>
  environments.some((variables) => Object.keys(variables).some((name) => /^OTEL_/i.test(name)));
