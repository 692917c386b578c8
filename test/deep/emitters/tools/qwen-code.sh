# Qwen Code against an endpoint of OpenAI's form.
export OPENAI_MODEL=gpt-5
mkdir -p "$HOME/.qwen"
cat > "$HOME/.qwen/settings.json" <<SETTINGS
{"telemetry": {"enabled": true, "target": "local", "otlpEndpoint": "$OTEL_EXPORTER_OTLP_ENDPOINT", "otlpProtocol": "http"},
 "security": {"auth": {"selectedType": "openai"}}, "privacy": {"usageStatisticsEnabled": false}}
SETTINGS
exec "$MODULES/.bin/qwen" -p "say hello" < /dev/null
