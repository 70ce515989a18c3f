// What a load balancer and a person with a browser see before anything else.
import { startTestApp, type TestApp } from '../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test('a server that runs says so', async () => {
  const answer = await app.visitor().request('GET', '/healthz');
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({ status: 'ok' });
});

test('it is ready when the database answers and the match index is filled', async () => {
  const answer = await app.visitor().request('GET', '/readyz');
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({ status: 'ok' });
});
