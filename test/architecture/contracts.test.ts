import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Contract } from '@enishi/shared/contract';
import { contracts } from '@enishi/shared/contracts';
import { needContracts } from '@enishi/shared/needs';
import { assertComplete, route, type Route } from '../../server/src/http/route';
import { projectRoot } from '../support/fixture-tree';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isContract = (value: unknown): value is Contract =>
  isRecord(value) && 'method' in value && 'path' in value && 'access' in value;

/** Contracts stand in modules by themselves, or in one object for each kind of listing. */
function contractsIn(module: Record<string, unknown>): Contract[] {
  return Object.values(module).flatMap((value) => {
    if (isContract(value)) return [value];
    return isRecord(value) ? Object.values(value).filter(isContract) : [];
  });
}

const sharedFiles = readdirSync(path.join(projectRoot, 'shared/src')).filter(
  (file) => file.endsWith('.ts') && file !== 'contracts.ts',
);

describe('contracts', () => {
  it('are all in the list that server, OpenAPI and tests read', () => {
    const defined = sharedFiles.flatMap((file) => {
      const module = jest.requireActual<Record<string, unknown>>(path.join(projectRoot, 'shared/src', file));
      return contractsIn(module);
    });
    expect(defined.length).toBeGreaterThan(20);
    expect(new Set(contracts)).toEqual(new Set(defined));
  });

  it('have names and addresses of their own', () => {
    const repeated = (values: string[]) => values.filter((value, index) => values.indexOf(value) !== index);
    expect(repeated(contracts.map(({ name }) => name))).toEqual([]);
    expect(
      repeated(contracts.map(({ method, path: address }) => `${method} ${address.replaceAll(/:\w+/g, ':')}`)),
    ).toEqual([]);
  });

  it.each(contracts.map((contract) => [contract.name, contract] as const))(
    '%s checks every parameter of its path',
    (_name, contract) => {
      const inPath = [...contract.path.matchAll(/:(\w+)/g)].map(([, name]) => name);
      const shape = contract.params && 'shape' in contract.params ? Object.keys(contract.params.shape as object) : [];
      expect(shape.sort()).toEqual(inPath.sort());
    },
  );

  it('take a body only where something is changed', () => {
    expect(contracts.filter(({ method, body }) => method === 'GET' && body).map(({ name }) => name)).toEqual([]);
  });

  it('answer something, or say that they do not', () => {
    expect(
      contracts
        .filter(({ answer, status }) => !answer && status !== undefined && status !== 204)
        .map(({ name }) => name),
    ).toEqual([]);
  });
});

describe('routes', () => {
  const [first, second] = [needContracts.list, needContracts.get] as unknown as [Contract, Contract];
  const make = (contract: Contract): Route => route(contract, () => Promise.resolve(undefined));

  it('are refused when a contract has none', () => {
    expect(() => assertComplete([first, second], [make(first)])).toThrow(second.name);
  });

  it('are refused when a contract has two', () => {
    expect(() => assertComplete([first], [make(first), make(first)])).toThrow(first.name);
  });

  it('are refused when their contract is not in the list', () => {
    expect(() => assertComplete([first], [make(first), make(second)])).toThrow(second.name);
  });

  it('are fine one to one', () => {
    expect(() => assertComplete([first, second], [make(second), make(first)])).not.toThrow();
  });
});
