// OpenAPI 3.1 from the shared contracts, and a page that people can read.
import type { Request, Response, Router } from 'express';
import type { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi';
import type { Contract } from '@enishi/shared/contract';
import { errorBody, errorStatus, type ErrorCode } from '@enishi/shared/errors';
import { apiPage } from './openapi-page.js';
import { styleNonceOf } from './security.js';

const usual = (contract: Contract): ErrorCode[] => [
  ...(contract.upload ? (['too_large', 'unsupported_media'] as const) : []),
  ...(contract.params || contract.query || contract.body ? (['invalid'] as const) : []),
  ...(contract.access === 'public' ? [] : (['not_signed_in'] as const)),
  ...(Array.isArray(contract.access) ? (['forbidden'] as const) : []),
  ...(contract.method === 'GET' ? [] : (['cross_site'] as const)),
  'storage_full',
  'too_many_requests',
  'internal',
  'storage_away',
];

function errorAnswers(contract: Contract) {
  const codes = [...new Set([...(contract.errors ?? []), ...usual(contract)])];
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) byStatus.set(errorStatus[code], [...(byStatus.get(errorStatus[code]) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, found]) => [
      String(status),
      { description: found.join(', '), content: { 'application/json': { schema: errorBody } } },
    ]),
  );
}

function successAnswer(contract: Contract) {
  const status = String(contract.status ?? 200);
  if (contract.download) {
    const file = { schema: { type: 'string' as const, format: 'binary' } };
    return { [status]: { description: 'The file, to be saved', content: { 'application/octet-stream': file } } };
  }
  if (!contract.answer || contract.status === 204) return { '204': { description: 'Done' } };
  return {
    [status]: { description: 'Done', content: { [contract.media ?? 'application/json']: { schema: contract.answer } } },
  };
}

function bodyOf(contract: Contract) {
  if (!contract.upload) {
    return contract.body && { required: true, content: { 'application/json': { schema: contract.body } } };
  }
  const schema = { type: 'string' as const, format: 'binary', maxLength: contract.upload.maxBytes };
  return {
    required: true,
    description: `The file as it is, at most ${contract.upload.maxBytes} bytes.`,
    content: { 'application/octet-stream': { schema } },
  };
}

const describeAccess = ({ access }: Contract) => {
  if (access === 'public') return 'Open to everybody.';
  return access === 'signed_in'
    ? 'For whoever is signed in.'
    : `For the roles ${(access as readonly string[]).join(', ')}.`;
};

const operation = (contract: Contract): ZodOpenApiOperationObject => ({
  operationId: contract.name,
  summary: contract.summary,
  description: describeAccess(contract),
  tags: [contract.group],
  ...(contract.access !== 'public' && { security: [{ session: [] }] }),
  ...((contract.params || contract.query) && {
    requestParams: {
      ...(contract.params && { path: contract.params as z.ZodObject }),
      ...(contract.query && { query: contract.query as z.ZodObject }),
    },
  }),
  ...((contract.body || contract.upload) && { requestBody: bodyOf(contract) }),
  responses: { ...successAnswer(contract), ...errorAnswers(contract) },
});

function buildOpenApi(contracts: readonly Contract[], version: string): ReturnType<typeof createDocument> {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const contract of contracts) {
    const path = contract.path.replace(/:([a-zA-Z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [contract.method.toLowerCase()]: operation(contract) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Enishi',
      version,
      description: 'Needs, seeds, experts, matches and introductions.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(contracts.map((contract) => contract.group))].map((name) => ({ name })),
    paths,
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'enishi' } } },
  });
}

export function mountOpenApi(router: Router, contracts: readonly Contract[], version: string): void {
  const document = buildOpenApi(contracts, version);
  router.get('/api/openapi.json', (_request: Request, response: Response) => response.json(document));
  router.get('/api/docs', (_request: Request, response: Response) =>
    response.type('html').send(apiPage(document, styleNonceOf(response))),
  );
}
