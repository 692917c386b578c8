/** Who may post: programs on this machine. A page in a browser may not, whatever it calls itself. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { OutgoingHttpHeaders } from 'node:http2';
import type { Signal } from './facts.ts';

export interface Refusal {
  readonly status: number;
  readonly reason: string;
}

export interface Accepted {
  readonly signal: Signal;
  readonly encoding: 'protobuf' | 'json';
  /** From `/w/<id>/…`; null when the path names none. */
  readonly workspace: string | null;
}

export interface AdmissionOptions {
  /** Names beside loopback's, e.g. `host.docker.internal`. */
  readonly allowedHosts: readonly string[];
  /** Senders must name it as `authorization: Bearer …`. Default: none is asked for. */
  readonly token?: string | null;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A name resolved to loopback by somebody else's DNS is how a web page reaches a local server. */
export function refuseHost(headers: OutgoingHttpHeaders, { allowedHosts, token = null }: AdmissionOptions): Refusal | null {
  const host = String(headers['host'] ?? headers[':authority'] ?? '').replace(/:\d+$/, '').toLowerCase();
  if (!LOOPBACK.has(host) && !allowedHosts.includes(host)) return { status: 403, reason: `host ${host === '' ? '(none)' : host} is not this machine; add it to costline.collector.allowedHosts if it is` };
  if (headers['origin'] !== undefined) return { status: 403, reason: `requests from web pages are refused (origin ${String(headers['origin'])})` };
  if (token !== null && !isSame(String(headers['authorization'] ?? ''), `Bearer ${token}`)) return { status: 401, reason: 'the bearer token is missing or another one; set OTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20<token>' };
  return null;
}

/** Takes as long whether they differ early or late. */
function isSame(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}

export function admit(request: IncomingMessage): Accepted | Refusal {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const match = /^(?:.*?\/w\/([\w-]{1,64}))?(?:\/.*)?\/v1\/(traces|logs|metrics)\/?$/.exec(path);
  const signal = match?.[2];
  if (signal !== 'traces' && signal !== 'logs' && signal !== 'metrics') return { status: 404, reason: `${path} is not an OTLP path; use /v1/traces, /v1/logs or /v1/metrics` };
  if (request.method !== 'POST') return { status: 405, reason: `${request.method ?? ''} is not POST` };
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-protobuf' && type !== 'application/json') return { status: 415, reason: `content type ${type === '' ? '(none)' : type} is neither application/x-protobuf nor application/json` };
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip') return { status: 415, reason: `content encoding ${encoding} is not gzip` };
  return { signal, encoding: type === 'application/json' ? 'json' : 'protobuf', workspace: match?.[1] ?? null };
}
