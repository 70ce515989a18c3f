// Announcements between features, after the write. One queue, so that what happened first is told first.
import { domainEvents, type DomainEvent, type DomainEventName } from '@enishi/shared/events';
import { isDatabaseAway } from './database/away.js';
import type { Log } from './log.js';
import type { Outage } from './outage.js';

export type Subscriber<N extends DomainEventName> = (event: DomainEvent<N>) => Promise<void> | void;

export interface Bus {
  /** Returns at once; subscribers run afterwards, one announcement after another. */
  announce<N extends DomainEventName>(name: N, event: DomainEvent<N>): void;
  on<N extends DomainEventName>(name: N, subscriber: Subscriber<N>): void;
  /** Resolves when everything announced so far, and what that announced, has been dealt with. */
  settled(): Promise<void>;
}

/** @param outage where it is given, what fails for want of the database waits until it is back */
export function createBus(log: Log, outage?: Pick<Outage, 'untilDone'>): Bus {
  const subscribers = new Map<DomainEventName, Subscriber<DomainEventName>[]>();
  let tail: Promise<void> = Promise.resolve();

  const hand = async (subscriber: Subscriber<DomainEventName>, event: DomainEvent<DomainEventName>): Promise<void> => {
    const step = async () => subscriber(event);
    await (outage ? outage.untilDone(step) : step());
  };

  const deliver = async (name: DomainEventName, event: DomainEvent<DomainEventName>) => {
    try {
      for (const subscriber of subscribers.get(name) ?? []) await hand(subscriber, event);
    } catch (error) {
      // Those after it do not run, the one that marks the work as done among them: the sweep takes it up again.
      if (isDatabaseAway(error)) log.warn({ event: name }, 'left for the next sweep: the database is away');
      else log.error({ err: error, event: name }, 'a subscriber failed');
    }
  };

  return {
    announce(name, event) {
      const checked = domainEvents[name].parse(event) as DomainEvent<DomainEventName>;
      tail = tail.then(() => deliver(name, checked));
    },
    on(name, subscriber) {
      const list = subscribers.get(name) ?? [];
      list.push(subscriber);
      subscribers.set(name, list);
    },
    async settled() {
      for (let seen: Promise<void> | undefined; seen !== tail;) {
        seen = tail;
        await seen;
      }
    },
  };
}
