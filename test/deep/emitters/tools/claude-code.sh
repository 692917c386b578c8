# Claude Code, with all its signals unless SIGNALS names fewer.
export CLAUDE_CODE_ENABLE_TELEMETRY=1 CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 DISABLE_AUTOUPDATER=1 IS_SANDBOX=1 CLAUDE_CODE_ENHANCED_TELEMETRY_BETA=1
case "${SIGNALS:-tml}" in *t*) export OTEL_TRACES_EXPORTER=otlp ;; esac
case "${SIGNALS:-tml}" in *m*) export OTEL_METRICS_EXPORTER=otlp ;; esac
case "${SIGNALS:-tml}" in *l*) export OTEL_LOGS_EXPORTER=otlp ;; esac
exec "$MODULES/.bin/claude" -p "say hello" < /dev/null
