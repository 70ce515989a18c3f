import { useSearchParams } from 'react-router';
import { fiscalYearOf } from '@enishi/shared/tokyo-calendar';
import { useCopy } from '../../copy/index.js';
import { FiguresView } from '../../features/figures/FiguresView.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';

const yearIn = (text: string | null): number =>
  text && /^20\d\d$/.test(text) ? Number(text) : fiscalYearOf(new Date());

export const Component = () => {
  const t = useCopy('figures');
  const [search, setSearch] = useSearchParams();
  const fiscalYear = yearIn(search.get('year'));
  return (
    <Page>
      <PageHead
        title={t('title')}
        eyebrow={t('yearRange', { year: fiscalYear, next: fiscalYear + 1 })}
        description={t('description')}
      />
      <FiguresView
        choice={{ fiscalYear, prefecture: search.get('prefecture') }}
        onChange={({ fiscalYear: year, prefecture }) =>
          setSearch({ year: String(year), ...(prefecture ? { prefecture } : {}) }, { replace: true })
        }
      />
    </Page>
  );
};
