// The filters of the board, as they stand in its address.
import { useSearchParams } from 'react-router';
import { caseRoutes, caseStages } from '@enishi/shared/case-stages';
import type { BoardQuery } from './use-cases.js';

export const filterNames = ['lead', 'prefecture', 'route', 'silentDays', 'q', 'ended'] as const;
export type FilterName = (typeof filterNames)[number];
export type BoardFilters = Record<FilterName, string>;

const working = caseStages.filter((stage) => stage !== 'ended').join(',');

export const useBoardFilters = () => {
  const [search, setSearch] = useSearchParams();
  const filters = Object.fromEntries(filterNames.map((name) => [name, search.get(name) ?? ''])) as BoardFilters;
  const set = (name: FilterName, value: string): void =>
    setSearch(
      (current) => {
        const next = new URLSearchParams(current);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  const clear = (): void => setSearch({}, { replace: true });
  return { filters, set, clear };
};

const isDays = (value: string): boolean => /^[1-9]\d{0,2}$/.test(value);
const isLead = (value: string): boolean => /^(me|none|[0-9a-f]{24})$/.test(value);

/** What the server is asked for; what somebody wrote into the address and makes no sense is left out. */
export const toQuery = ({ lead, prefecture, route, silentDays, q, ended }: BoardFilters): BoardQuery => {
  const known = caseRoutes.find((name) => name === route);
  return {
    ...(ended === '' && { stage: working }),
    ...(isLead(lead) && { lead }),
    ...(/^\d{2}$/.test(prefecture) && { prefecture }),
    ...(known && { route: known }),
    ...(isDays(silentDays) && { silentDays }),
    ...(q && { q: q.slice(0, 200) }),
  };
};

export const hasFilters = (filters: BoardFilters): boolean =>
  filterNames.some((name) => name !== 'ended' && filters[name] !== '');
