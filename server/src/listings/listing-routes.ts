import type { needContracts } from '@enishi/shared/needs';
import type { Contract } from '@enishi/shared/contract';
import { route, type Route } from '../http/route.js';
import type { CommonContent } from './listing.js';
import type { ListingService } from './listing-service.js';

/** The contracts of any kind; they differ in their fields only. */
type Contracts = Record<keyof typeof needContracts, Contract>;

/** The routes of one kind. Contract and service are of the same kind, which the caller's types have made sure of. */
export function listingRoutes<C extends CommonContent>(contracts: Contracts, service: ListingService<C>): Route[] {
  interface Input {
    params: { id: string };
    query: never;
    body: never;
    actor: never;
  }
  const on = (contract: Contract, handle: (input: Input) => Promise<unknown>) => route(contract, handle as never);
  const versioned = (body: unknown) => body as { version: number } & Partial<C>;
  return [
    on(contracts.list, ({ query, actor }) => service.list(query, actor)),
    on(contracts.listMine, ({ query, actor }) => service.listMine(query, actor)),
    on(contracts.create, ({ body, actor }) => {
      const { key, ...content } = body as { key?: string } & C;
      const given = content as unknown as C;
      return key ? service.begin(given, actor, key) : service.create(given, actor);
    }),
    on(contracts.get, ({ params, actor }) => service.get(params.id, actor)),
    on(contracts.update, ({ params, body, actor }) => {
      const { version, ...changes } = versioned(body);
      return service.update(params.id, version, changes as unknown as Partial<C>, actor);
    }),
    on(contracts.publish, ({ params, body, actor }) => service.publish(params.id, versioned(body).version, actor)),
    on(contracts.close, ({ params, body, actor }) => service.close(params.id, body, actor)),
    on(contracts.remove, ({ params, actor }) => service.remove(params.id, actor)),
    on(contracts.ledger, ({ params, query, actor }) => service.ledgerPage(params.id, query, actor)),
    on(contracts.ledgerFile, ({ params, actor }) => service.ledgerFile(params.id, actor)),
  ];
}
