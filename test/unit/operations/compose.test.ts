import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { parse } from 'yaml';

interface Service {
  image: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string | number>;
  ports?: string[];
  volumes: string[];
  networks: string[];
  healthcheck?: { test: string[]; interval: string };
  depends_on?: Record<string, { condition: string }>;
  init?: boolean;
  read_only?: boolean;
  cap_drop?: string[];
}

interface Compose {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean } | null>;
  volumes: Record<string, null>;
}

const root = path.resolve(__dirname, '../../..');
const text = readFileSync(path.join(root, 'docker-compose.yml'), 'utf8');
const compose = parse(text) as Compose;
const { app, mongo, mail } = compose.services as { app: Service; mongo: Service; mail: Service };
const envExample = readFileSync(path.join(root, '.env.example'), 'utf8');
const interpolations = [...text.matchAll(/\$\{([A-Z_]+)(:[-?])?([^}]*)\}/g)];

describe('docker-compose.yml', () => {
  it('has the product, a database and a mail catcher', () => {
    expect(Object.keys(compose.services)).toEqual(['app', 'mongo', 'mail']);
    expect(app.build).toBe('.');
    expect(mongo.image).toMatch(/^mongo:8\.\d+$/);
    expect(mail.image).toMatch(/^axllent\/mailpit:v\d+\.\d+$/);
  });

  it('publishes ports on the loopback address only', () => {
    const ports = Object.values(compose.services).flatMap((service) => service.ports ?? []);
    expect(ports).toEqual(['127.0.0.1:${PORT:-3000}:3000', '127.0.0.1:${MAIL_PORT:-8025}:8025']);
  });

  it('keeps the database in a network that leads nowhere else', () => {
    expect(mongo.networks).toEqual(['back']);
    expect(mongo.ports).toBeUndefined();
    expect(compose.networks.back).toEqual({ internal: true });
  });

  it('starts the product when database and mail catcher are healthy', () => {
    expect(app.depends_on).toEqual({ mongo: { condition: 'service_healthy' }, mail: { condition: 'service_healthy' } });
    expect(mongo.healthcheck?.test.slice(0, 2)).toEqual(['CMD', 'mongosh']);
    expect(mail.healthcheck?.test).toEqual(['CMD', '/mailpit', 'readyz']);
  });

  it('makes the database a replica set of one that sets itself up', () => {
    expect(mongo.command).toEqual(['mongod', '--replSet', 'rs0', '--bind_ip_all']);
    const script = mongo.healthcheck?.test.at(-1) ?? '';
    const calls: string[] = [];
    const runScript = (status: () => void, isWritablePrimary: boolean) => {
      const rs = { status, initiate: (config: unknown) => calls.push(JSON.stringify(config)) };
      const db = { hello: () => ({ isWritablePrimary }) };
      let exitCode = -1;
      runInNewContext(script, { rs, db, quit: (code: number) => (exitCode = code) });
      return exitCode;
    };
    const notYet = () => {
      throw Object.assign(new Error('no replset config has been received'), { codeName: 'NotYetInitialized' });
    };
    expect(runScript(notYet, false)).toBe(1);
    expect(calls).toEqual(['{"_id":"rs0","members":[{"_id":0,"host":"mongo:27017"}]}']);
    expect(runScript(() => undefined, true)).toBe(0);
    expect(calls).toHaveLength(1);
    expect(() =>
      runScript(() => {
        throw new Error('not authorised');
      }, true),
    ).toThrow('not authorised');
    expect(app.environment?.MONGODB_URI).toContain('replicaSet=rs0');
  });

  it('runs the product without more rights than it needs', () => {
    expect(app).toMatchObject({ init: true, read_only: true, cap_drop: ['ALL'] });
  });

  it('keeps data in named volumes', () => {
    const used = Object.values(compose.services).flatMap((service) => service.volumes.map((one) => one.split(':')[0]));
    expect([...used].sort()).toEqual(Object.keys(compose.volumes).sort());
  });

  it('holds no secret, and stops with a sentence where one is missing', () => {
    expect(interpolations.filter(([, , kind]) => kind === ':?').map(([, name]) => name)).toEqual([
      'SESSION_SECRET',
      'PUBLIC_URL',
    ]);
  });

  it('names every variable in .env.example', () => {
    const unnamed = interpolations
      .map(([, name]) => name)
      .filter((name) => !new RegExp(`^(# )?${name}=`, 'm').test(envExample));
    expect(unnamed).toEqual([]);
  });
});
