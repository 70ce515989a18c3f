// Steps that tests about cases begin with, taken through the product's own doors.
import { createCase, createInquiry, getCase, getTimeline, listCases } from '@enishi/shared/case-contracts';
import type { BodyInputOf } from '@enishi/shared/contract';
import type { PersonOptions, TestApp } from './app';
import type { HttpClient } from './http-client';

let serial = 0;
/** An id as a client makes one. */
export const newKey = (): string => (serial += 1).toString(16).padStart(24, 'c');

export const callIn = (client: HttpClient, given: Partial<BodyInputOf<typeof createCase>> = {}) =>
  client.call(createCase, { body: { key: newKey(), title: 'めっき液を再利用できる先を知りたい', ...given } });

export const askDesk = (client: HttpClient, given: Partial<BodyInputOf<typeof createInquiry>> = {}) =>
  client.call(createInquiry, {
    body: {
      key: newKey(),
      title: '新製品の強度試験',
      text: '新しい折りたたみ椅子の強度を試験してくれるところを探しています。',
      prefecture: '06',
      name: '鈴木 一郎',
      ...given,
    },
  });

export const coordinatorOf = (app: TestApp, options: Pick<PersonOptions, 'prefecture' | 'organisationId'> = {}) =>
  app.signedIn({ roles: ['coordinator'], ...options });

export const readCase = (client: HttpClient, id: string) => client.call(getCase, { params: { id } });

export const board = (client: HttpClient, query: Record<string, string> = {}) => client.call(listCases, { query });

/** The timeline of a case. */
export const story = async (client: HttpClient, id: string, query: Record<string, string> = {}) =>
  (await client.call(getTimeline, { params: { id }, query })).items;
