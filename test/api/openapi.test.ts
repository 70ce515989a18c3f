// The description of the interface, and that it describes the interface that runs.
import { contracts } from '@enishi/shared/contracts';
import { fillPath } from '@enishi/shared/contract';
import { errorBody } from '@enishi/shared/errors';
import { startTestApp, type TestApp } from '../support/app';

interface Operation {
  operationId: string;
  security?: object[];
  requestBody?: object;
  parameters?: { name: string; in: string }[];
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}
interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; securitySchemes: Record<string, object> };
}

let app: TestApp;
let document: OpenApi;
beforeAll(async () => {
  app = await startTestApp();
  document = (await app.visitor().request('GET', '/api/openapi.json')).body as OpenApi;
});
afterAll(() => app.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

test('it is OpenAPI 3.1 and holds every contract once', () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  const names = operations().map(({ operation }) => operation.operationId);
  expect(names.sort()).toEqual(contracts.map((contract) => contract.name).sort());
  expect(new Set(names).size).toBe(names.length);
});

test('every reference in it leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
    (found) => found[1] ?? '',
  );
  expect(references.length).toBeGreaterThan(10);
  for (const name of references) expect(Object.keys(document.components.schemas)).toContain(name);
});

test.each(contracts.map((contract) => [contract.name, contract] as const))(
  '%s: parameters, body and answers are described',
  (name, contract) => {
    const { operation, path } = operations().find((one) => one.operation.operationId === name) ?? {
      operation: undefined,
      path: '',
    };
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1]);
    const described = operation?.parameters?.filter((one) => one.in === 'path').map((one) => one.name) ?? [];
    expect(described.sort()).toEqual(inPath.sort());
    expect(operation?.requestBody !== undefined).toBe(contract.body !== undefined || contract.upload !== undefined);
    expect(operation?.security !== undefined).toBe(contract.access !== 'public');
    expect(Object.keys(operation?.responses ?? {})).toEqual(
      expect.arrayContaining([String(contract.status ?? 200), '500']),
    );
  },
);

test.each(contracts.map((contract) => [`${contract.method} ${contract.path}`, contract] as const))(
  '%s runs, and asks who is there',
  async (_name, contract) => {
    const params = Object.fromEntries(
      [...contract.path.matchAll(/:(\w+)/g)].map((found) => [found[1] ?? '', 'a'.repeat(24)]),
    );
    const answer = await app.visitor().request(contract.method, fillPath(contract.path, params));
    if (contract.access !== 'public') {
      expect(answer.status).toBe(401);
      expect(errorBody.parse(answer.body).code).toBe('not_signed_in');
    } else expect([200, 204, 400, 404]).toContain(answer.status);
  },
);

test.each(
  contracts.filter((contract) => contract.access !== 'public').map((contract) => [contract.name, contract] as const),
)('%s is for the roles it names', async (_name, contract) => {
  const params = Object.fromEntries(
    [...contract.path.matchAll(/:(\w+)/g)].map((found) => [found[1] ?? '', 'a'.repeat(24)]),
  );
  for (const [role, client] of await people()) {
    const answer = await client.request(
      contract.method,
      fillPath(contract.path, params),
      contract.method === 'GET' ? undefined : {},
    );
    const isAdmitted = contract.access === 'signed_in' || (contract.access as readonly string[]).includes(role);
    expect([role, answer.status === 403]).toEqual([role, !isAdmitted]);
  }
});

const roleNames = ['company', 'researcher', 'expert', 'teleworker', 'coordinator', 'admin'] as const;
let known: ReturnType<typeof signInAll> | undefined;
const signInAll = async () =>
  Promise.all(roleNames.map(async (role) => [role, (await app.signedIn({ roles: [role] })).client] as const));
const people = () => (known ??= signInAll());

test('there is a page of it that people can read, without any script', async () => {
  const { status, body, headers } = await app.visitor().request('GET', '/api/docs');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toMatch(/text\/html/);
  expect(String(body)).not.toMatch(/<script/);
  for (const { name, path } of contracts) {
    expect(String(body)).toContain(`id="${name}"`);
    expect(String(body)).toContain(path.replace(/:(\w+)/g, '{$1}'));
  }
});
