// What the codes of remote work are called, and the fields that profiles and openings share.
import type { skillLevels, speechLevels, spokenLanguages } from '@enishi/shared/skills';
import type { TimeBand, Weekday } from '@enishi/shared/weekly-hours';
import type { moveKinds, moveWhen } from '@enishi/shared/work-profile';

type Named<Codes extends readonly string[]> = Record<Codes[number], string>;

const weekday = {
  mon: '月',
  tue: '火',
  wed: '水',
  thu: '木',
  fri: '金',
  sat: '土',
  sun: '日',
} satisfies Record<Weekday, string>;

const weekdayLong = {
  mon: '月曜',
  tue: '火曜',
  wed: '水曜',
  thu: '木曜',
  fri: '金曜',
  sat: '土曜',
  sun: '日曜',
} satisfies Record<Weekday, string>;

const band = {
  early: '早朝',
  morning: '午前',
  afternoon: '昼',
  late_afternoon: '午後',
  evening: '夕方',
  night: '夜',
} satisfies Record<TimeBand, string>;

const skillLevel = {
  with_help: '教わりながら',
  alone: 'ひとりで',
  advanced: '難しい仕事も',
  teaches: '教えられる',
} satisfies Named<typeof skillLevels>;

const speechLevel = { daily: '日常会話', business: '仕事で使える', native: '母語' } satisfies Named<
  typeof speechLevels
>;

const spoken = {
  ja: '日本語',
  en: '英語',
  zh: '中国語',
  ko: '韓国語',
  vi: 'ベトナム語',
  pt: 'ポルトガル語',
  es: 'スペイン語',
  fr: 'フランス語',
  de: 'ドイツ語',
  other: 'そのほかの言語',
} satisfies Named<typeof spokenLanguages>;

const moveKind = {
  u_turn: 'Uターン（出身地へ戻る）',
  j_turn: 'Jターン（出身地の近くへ）',
  i_turn: 'Iターン（新しい土地へ）',
} satisfies Named<typeof moveKinds>;

const moveTime = {
  within_6_months: '半年以内',
  within_1_year: '1年以内',
  within_3_years: '3年以内',
  some_day: 'いつか',
} satisfies Named<typeof moveWhen>;

const grid = {
  time: '時間帯',
  hours: '{{from}}–{{to}}時',
  cell: '{{day}} {{hours}}',
  chosen: '選択',
  notChosen: '—',
  other: '相手も空き',
  otherOnly: '相手だけ空き',
  help: '押すと選び、もう一度押すと外れます。ドラッグや、曜日・時間帯の見出しでまとめて選べます。キーボードでは矢印で動き、スペースで選びます。',
  total: '1週間に{{hours}}時間分を選んでいます。',
  any: '何も選んでいません。いつでもよいという意味になります。',
  anyShown: '曜日・時間帯は問いません。',
  overlap: '重なり: 1週間に{{hours}}時間',
  legendBoth: '重なる',
  legendOwn: '片方だけ',
  legendOther: '相手だけ',
};

const municipality = {
  prefecture: '都道府県',
  noPrefecture: '選ばない',
  city: '市区町村',
  none: '選んでください',
  loading: '読み込んでいます…',
  failed: '市区町村を読み込めませんでした。',
  retry: 'もう一度読み込む',
};

const skills = {
  label: 'スキルの程度',
  help: '上で選んだ技術のことばごとに、どのくらいできるかを選んでください。',
  wantedHelp: '上で選んだ技術のことばごとに、どのくらいできる人を求めるかを選んでください。',
  none: '技術のことばを選ぶと、ここで程度を選べます。',
  level: '{{name}}の程度',
  levelNone: '問わない',
  levelUnsaid: '書かない',
  years: '{{name}}の年数',
  yearsUnit: '年',
  required: '必須',
  requiredOf: '{{name}}は必須',
  yearsOf: '{{years}}年',
};

const speech = {
  label: '話せる言語',
  help: '仕事で使う言語と程度。',
  wantedHelp: '仕事に必要な言語と程度。問わなければ空けておいてください。',
  language: '言語 {{number}}',
  level: '程度 {{number}}',
  add: '言語を足す',
};

export const workTerms = {
  weekday,
  weekdayLong,
  band,
  skillLevel,
  speechLevel,
  spoken,
  moveKind,
  moveTime,
  grid,
  municipality,
  skills,
  speech,
};
