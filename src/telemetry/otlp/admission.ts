/** Who may post: programs on this machine. A page in a browser may not, whatever it calls itself. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Signal } from './facts.ts';

export interface Refusal {
  readonly status: number;
  readonly reason: string;
}

export type Encoding = 'protobuf' | 'json';

export interface Accepted {
  readonly signal: Signal;
  readonly encoding: Encoding;
  readonly gzipped: boolean;
  /** From `/w/<id>/…`; null when the path names none. */
  readonly workspace: string | null;
}

export interface AdmissionOptions {
  /** Names beside loopback's, e.g. `host.docker.internal`. */
  readonly allowedHosts: readonly string[];
  /** Senders must name it as `authorization: Bearer …`. Default: none is asked for. */
  readonly token?: string | null;
}

/** What a request asks for, over HTTP/1 or 2. */
export interface RequestHead {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** The last is what many write for any address; it leads here too, and is no name that could be resolved by others. */
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '0.0.0.0']);

/** A name resolved to loopback by somebody else's DNS is how a web page reaches a local server. */
export function refuseHost(headers: IncomingHttpHeaders, { allowedHosts }: AdmissionOptions): Refusal | null {
  const host = String(headers['host'] ?? headers[':authority'] ?? '').replace(/:\d+$/, '').toLowerCase();
  if (!LOOPBACK.has(host) && !allowedHosts.includes(host)) return { status: 403, reason: `host ${host === '' ? '(none)' : host} is not this machine; add it to costline.collector.allowedHosts if it is` };
  if (headers['origin'] !== undefined) return { status: 403, reason: `requests from web pages are refused (origin ${String(headers['origin'])})` };
  return null;
}

/** Where no token is asked for, everybody has it. */
export function refuseToken(headers: IncomingHttpHeaders, { token = null }: AdmissionOptions): Refusal | null {
  if (token !== null && !isSame(String(headers['authorization'] ?? '').replace(/^bearer +/i, 'Bearer '), `Bearer ${token}`)) return { status: 401, reason: 'the bearer token is missing or another one; set OTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20<token>' };
  return null;
}

/** Takes as long whether they differ early or late. */
function isSame(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}

export function admit({ method, url = '', headers }: RequestHead): Accepted | Refusal {
  const path = (url.split('?')[0] ?? '').replace(ELSEWHERE, '/v1/traces');
  const match = /^(?:.*?\/w\/([\w-]{1,64}))?(?:\/.*)?\/v1\/(traces|logs|metrics)\/?$/.exec(path);
  const signal = match?.[2];
  if (signal !== 'traces' && signal !== 'logs' && signal !== 'metrics') return { status: 404, reason: `${path} is not an OTLP path; use /v1/traces, /v1/logs or /v1/metrics` };
  if (method !== 'POST') return { status: 405, reason: `${method ?? ''} is not POST` };
  const encoding = encodingOf(headers);
  if (encoding === null) return { status: 415, reason: `content type ${headers['content-type'] ?? '(none)'} is neither application/x-protobuf nor application/json` };
  const packing = packingOf(headers);
  if (packing !== 'identity' && packing !== 'gzip') return { status: 415, reason: `content encoding ${packing} is not taken; send gzip, or nothing packed` };
  return { signal, encoding, gzipped: packing === 'gzip', workspace: match?.[1] ?? null };
}

/** PostHog's exporter has a path of its own behind the host it is given. */
const ELSEWHERE = /\/i\/v0\/ai\/otel\/?$/;

/** Null when it is neither. */
export function encodingOf(headers: IncomingHttpHeaders): Encoding | null {
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  return type === 'application/x-protobuf' ? 'protobuf' : type === 'application/json' ? 'json' : null;
}

/** As HTTP has it: in any case, with one old name for gzip. */
function packingOf(headers: IncomingHttpHeaders): string {
  const packing = (headers['content-encoding'] ?? '').trim().toLowerCase();
  return packing === '' ? 'identity' : packing === 'x-gzip' ? 'gzip' : packing;
}
