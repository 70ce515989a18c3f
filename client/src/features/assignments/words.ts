import type { AssignmentCard, TotalsView, WorkUnit } from '@enishi/shared/assignments';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';

/** Amounts of work and of money, and who somebody is, as they are said here. */
export const useWorkWords = () => {
  const t = useCopy('assignments');
  const format = useFormat();
  const amount = (count: number, unit: WorkUnit): string => t(`amount.${unit}`, { count: format.number(count) });
  return {
    amount,
    amountOf: (count: number | null, { unit }: Pick<TotalsView, 'unit'>): string =>
      count === null ? '—' : amount(count, unit),
    yen: (yen: number | null): string => (yen === null ? '—' : t('yen', { yen: format.number(yen) })),
    party: ({ name, organisation }: AssignmentCard['client']): string =>
      organisation === '' ? name : t('party', { name, organisation }),
    period: ({ startsOn, dueOn }: Pick<AssignmentCard, 'startsOn' | 'dueOn'>): string =>
      dueOn
        ? t('range', { from: format.date(startsOn), to: format.date(dueOn) })
        : `${t('from', { date: format.date(startsOn) })}（${t('noDue')}）`,
    week: (week: string): string => t('weeks.of', { date: format.date(week) }),
  };
};
