import { useState } from 'react';
import { Button, Group, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { caseLimits } from '@enishi/shared/cases';
import type { CaseRef } from '@enishi/shared/cases';
import { listOrganisations } from '@enishi/shared/organisations';
import { seedContracts } from '@enishi/shared/seeds';
import type { SeedCard } from '@enishi/shared/seeds';
import { useCopy } from '../../copy/index.js';
import { call } from '../../lib/http.js';
import { Tag } from '../../ui/Tag.js';
import styles from './CasePanels.module.css';

export type NamedRef = CaseRef & { title: string };

const QUIET_MS = 250;
const FOUND = 6;

const search = async (q: string, signal: AbortSignal): Promise<NamedRef[]> => {
  const [seeds, organisations] = await Promise.all([
    call(seedContracts.list, { query: { q, limit: FOUND }, signal }) as Promise<{ items: SeedCard[] }>,
    call(listOrganisations, { query: { q, limit: FOUND }, signal }),
  ]);
  return [
    ...seeds.items.map(({ id, title }) => ({ kind: 'seed' as const, id, title })),
    ...organisations.items.map(({ id, name }) => ({ kind: 'organisation' as const, id, title: name })),
  ];
};

interface RefsFieldProps {
  value: readonly NamedRef[];
  onChange: (value: NamedRef[]) => void;
}

/** What an idea combines: seeds and organisations, found by a part of their name. */
export const RefsField = ({ value, onChange }: RefsFieldProps) => {
  const t = useCopy('cases');
  const terms = useCopy('terms');
  const common = useCopy('common');
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), QUIET_MS);
  const isFull = value.length >= caseLimits.refs;
  const found = useQuery({
    queryKey: ['cases', 'refs', q],
    queryFn: ({ signal }) => search(q, signal),
    enabled: q.length > 1 && !isFull,
  });
  const kindOf = ({ kind }: NamedRef): string =>
    kind === 'organisation' ? common('nav.organisations') : terms(`listing.${kind}`);
  const fresh = (found.data ?? []).filter(({ id }) => !value.some((chosen) => chosen.id === id));
  return (
    <fieldset className={styles.refs}>
      <legend>{t('idea.refs')}</legend>
      <ul className={styles.list}>
        {value.map((ref) => (
          <li key={ref.id} className={styles.action}>
            <span className={styles.grow}>
              <Tag look="plain">{kindOf(ref)}</Tag> {ref.title}
            </span>
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={common('removeItem', { name: ref.title })}
              onClick={() => onChange(value.filter(({ id }) => id !== ref.id))}
            >
              {common('remove')}
            </Button>
          </li>
        ))}
      </ul>
      {isFull ? null : (
        <TextInput
          type="search"
          label={t('idea.refSearch')}
          description={t('idea.refsHelp')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      {!isFull && fresh.length > 0 && q ? (
        <ul className={styles.list} aria-label={t('idea.refFound')}>
          {fresh.map((ref) => (
            <li key={ref.id}>
              <Group gap="xs" wrap="nowrap">
                <Button
                  size="compact-sm"
                  variant="light"
                  aria-label={`${common('add')}：${ref.title}`}
                  onClick={() => {
                    onChange([...value, ref]);
                    setTyped('');
                  }}
                >
                  {common('add')}
                </Button>
                <span>
                  <Tag look="plain">{kindOf(ref)}</Tag> {ref.title}
                </span>
              </Group>
            </li>
          ))}
        </ul>
      ) : null}
    </fieldset>
  );
};
