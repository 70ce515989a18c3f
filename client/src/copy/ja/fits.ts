// Openings and people who fit: scores, reasons, what would make it fit.
import type { FitHint, FitPart } from '@enishi/shared/fits';

const part = {
  skills: 'スキル',
  text: '内容',
  hours: '時間',
  period: '期間',
  reward: '報酬',
  place: '場所',
  speech: '言語',
} satisfies Record<FitPart, string>;

const missing = {
  skills: 'スキルの程度',
  hours: '週に働ける時間',
  cells: '空いている時間帯',
  municipality: '住んでいる市区町村',
  speech: '話せる言語',
} satisfies Record<FitHint, string>;

export const fits = {
  part,
  missing,
  pointsOf: '{{points}} / {{most}}',
  reasons: '点数の理由',
  nothingAsked: '指定なし',
  skill: {
    asked: '（求める程度: {{level}}）',
    welcome: '（あれば歓迎: {{level}}）',
    none: 'まだありません',
    unsaid: 'あり（程度は未記入）',
    other: '近いもの: {{name}}（{{level}}）',
  },
  words: '共通のことば: {{words}}',
  noWords: '読める範囲に共通のことばはありません',
  hours: {
    shared: '週に{{shared}}時間重なります',
    wanted: '（必要 {{wanted}}時間）',
    unsaid: '時間の指定はありません',
    open: '重なる時間帯を見る',
    grid: '両方が空いている時間帯',
  },
  period: '期間の{{percent}}%に参加できます',
  reward: {
    range: '1時間あたり{{from}}〜{{to}}円',
    one: '1時間あたり{{yen}}円',
    unknown: '1時間あたりの額には直せません',
  },
  place: { fine: '場所の条件に合います', km: '約{{km}}km' },
  speech: '{{language}}: {{offered}}（必要: {{asked}}）',
  gap: {
    own: 'こうなると、もっと合います',
    theirs: '足りないところ',
    skill: '「{{name}}」が「{{level}}」できる',
    level: '「{{name}}」の程度が「{{level}}」になる',
    hours_other: '同じ時間帯に、週にあと{{count}}時間空ける',
    speech: '{{name}}が「{{level}}」になる',
    gain: '+{{points}}点',
  },
  sayOwn: 'プロフィールに書くと確かになること: {{list}}',
  sayTheirs: 'プロフィールにまだ書かれていないこと: {{list}}',
  backTo: '「{{title}}」に戻る',
  nameless: '名前は双方の合意のあとで',
  hoursAWeek: '週{{hours}}時間まで',
  people: {
    title: '合う人と、その理由',
    explain: '点数の高い順です。条件が重ならない人は、はじめから除いています。',
    running: 'いま合う人を探しています。見つかりしだい、ここに並びます。',
    empty: 'まだ合う人がいません',
    emptyHelp:
      '新しいプロフィールが公開されるたびに調べ直し、見つかったらお知らせします。時間帯や必須のスキルをゆるめると見つかりやすくなります。',
    edit: '募集を直す',
    profile: 'プロフィールを見る',
    count_other: '合う人 {{count}}人を見る',
    link: '合う人を見る',
  },
  work: {
    title: '合う募集と、その理由',
    explain: '点数の高い順です。空き時間・スキル・場所などから調べています。',
    running: 'いま合う募集を探しています。見つかりしだい、ここに並びます。',
    empty: 'いまは合う募集がありません',
    emptyHelp:
      '新しい募集が公開されるたびに調べ直し、見つかったらお知らせします。スキルや空き時間を足すと見つかりやすくなります。',
    edit: 'プロフィールに書き足す',
    open: '募集を見る',
    link: '合う募集を見る',
    all_other: 'すべて見る（{{count}}件）',
    some: '理由をくわしく見る',
    section: 'あなたに合う募集',
    sectionOf: '「{{title}}」に合う募集',
  },
  near: {
    title: 'あと一歩の募集',
    explain: 'ひとつ変わると合うようになる募集です。ここは、あなたと地域のコーディネーターだけに見えます。',
  },
};
