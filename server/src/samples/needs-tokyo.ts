import { secrecyPresets } from '@enishi/shared/disclosure';
import type { SampleNeed } from './sample-types.js';

export const tokyoNeeds: readonly SampleNeed[] = [
  {
    key: 'need-telework-web',
    owner: 'u-toto',
    status: 'published',
    content: {
      title: '地方の特産品のネット通販ページを作って更新してくれる人がほしい',
      industry: 'R',
      timeframe: 'within_3_months',
      budget: 'to_500k',
      situation:
        '取引先の町の特産品をネット通販で売ることになりました。商品写真は届いていますが、明るさがばらばらで、ページを作る手が足りません。売れ行きを見て毎週少しずつ直したいです。',
      goal: '通販ページの制作、写真の色合わせ、毎週の更新を在宅で続けてくれる人を探しています。週10時間ほど、スマートフォンで見やすい画面に。',
      tried: '無料の型紙で作ったら、どの町も同じ見た目になった。',
      mustHaves: ['打ち合わせは月2回オンライン'],
      cooperation: ['telework'],
      tags: ['web-development', 'e-commerce', 'photography'],
      prefecture: '13',
      language: 'ja',
      disclosure: secrecyPresets.open,
    },
  },
  {
    key: 'need-telework-entry',
    owner: 'u-toto',
    status: 'published',
    content: {
      title: '通販の受注データの入力と問い合わせ返信を在宅でお願いしたい',
      industry: 'R',
      timeframe: 'within_3_months',
      budget: 'unknown',
      situation:
        '都内の通販会社6社の受注を預かっています。平日の午前に注文の確認とデータ入力、問い合わせへの返信が集中し、社内の4人では昼を過ぎても終わりません。求人を出しても続きません。',
      goal: '在宅で一日2時間からできる方を5人ほどお願いしたい。子育て中の方も歓迎です。手順書と画面の録画があり、最初の二週間は一緒に作業します。',
      tried: '派遣を頼んだが、短い時間では受けてもらえなかった。',
      mustHaves: ['個人情報を扱うため家族と分けた画面', '週3日以上'],
      cooperation: ['telework'],
      tags: ['clerical-remote', 'telework'],
      prefecture: '13',
      language: 'ja',
      disclosure: secrecyPresets.open,
    },
  },
];
