// A browser's worth of HTTP that notes how long each answer took; light, so that the measure costs little.
import { Agent, request as httpRequest } from 'node:http';
import { fillPath } from '@enishi/shared/contract';

/** Answers that are part of life and no error: somebody else was quicker. */
const passing = new Set([409]);

export function createNotes() {
  const kinds = new Map();
  const errors = new Map();
  return {
    took(kind, milliseconds) {
      const list = kinds.get(kind) ?? [];
      list.push(milliseconds);
      kinds.set(kind, list);
    },
    failed(what) {
      errors.set(what, (errors.get(what) ?? 0) + 1);
    },
    /** Everything since the start, to be sent to another process. */
    all: () => ({ kinds: [...kinds], errors: [...errors] }),
    count: () => [...kinds.values()].reduce((sum, list) => sum + list.length, 0),
  };
}

export function createAgent() {
  return new Agent({ keepAlive: true, maxSockets: 256 });
}

export function createClient({ address, agent, notes }) {
  const { hostname, port } = new URL(address);
  let cookie = '';

  const send = (method, path, body, isSecond = false) =>
    new Promise((resolve, reject) => {
      const content = body === undefined ? undefined : JSON.stringify(body);
      const headers = {
        ...(cookie && { cookie }),
        ...(content && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) }),
      };
      const sent = httpRequest({ agent, hostname, port, method, path, headers }, (response) => {
        const [line] = response.headers['set-cookie'] ?? [];
        if (line) [cookie] = line.split(';');
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString() }));
        response.on('error', reject);
      });
      sent.on('error', (error) => {
        // The server had closed a connection that lay idle, at the very moment it was used again: a browser asks anew.
        if (error.code === 'ECONNRESET' && sent.reusedSocket && !isSecond)
          send(method, path, body, true).then(resolve, reject);
        else reject(error);
      });
      sent.end(content);
    });

  return {
    cookie: () => cookie,
    /** The answer; null when there was none, which is noted. */
    async call(contract, { params, query, body } = {}) {
      const search = new URLSearchParams(query).toString();
      const path = fillPath(contract.path, params) + (search && `?${search}`);
      const began = performance.now();
      try {
        const { status, text } = await send(contract.method, path, body);
        notes.took(contract.name, performance.now() - began);
        if (status < 400) return text ? JSON.parse(text) : {};
        if (passing.has(status)) notes.took(`(${contract.name}: ${status})`, 0);
        // Without the id of the request, so that alike ones are counted together.
        else notes.failed(`${contract.name}: ${status} ${text.slice(0, 300).replace(/,?"requestId":"[^"]*"/, '')}`);
      } catch (error) {
        notes.failed(`${contract.name}: ${error.code ?? error.message}`);
      }
      return null;
    },
  };
}
