// Words of outcomes where the server itself writes: in letters, on a timeline, in spreadsheets.
import type { Language } from '@enishi/shared/fields';
import type { OutcomeCertainty, OutcomeKind } from '@enishi/shared/outcomes';

interface Words {
  kind: Record<OutcomeKind, string>;
  certainty: Record<OutcomeCertainty, string>;
  /** 3件, 3名 */
  count: (kind: OutcomeKind, count: number) => string;
  yen: (yen: number) => string;
}

const number = new Intl.NumberFormat('ja-JP');

export const outcomeWords: Record<Language, Words> = {
  ja: {
    kind: {
      product: '製品化',
      sales: '売上',
      jobs: '雇用',
      patent: '特許',
      paper: '論文',
      contract: '継続契約',
      other: 'その他の成果',
    },
    certainty: { reported: '回答', estimate: '見込み', confirmed: '確定' },
    count: (kind, count) => `${number.format(count)}${kind === 'jobs' ? '名' : '件'}`,
    yen: (yen) => `${number.format(yen)}円`,
  },
  en: {
    kind: {
      product: 'Product',
      sales: 'Sales',
      jobs: 'Jobs',
      patent: 'Patents',
      paper: 'Papers',
      contract: 'Follow-up contract',
      other: 'Other outcome',
    },
    certainty: { reported: 'reported', estimate: 'estimate', confirmed: 'confirmed' },
    count: (_, count) => number.format(count),
    yen: (yen) => `¥${number.format(yen)}`,
  },
};
