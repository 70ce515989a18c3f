// The tabs of remote work, and the page they begin with.
const tabs = {
  label: '仕事の画面',
  desk: '需給',
  openings: '募集',
  dispatches: '専門家派遣',
  applications: '応募',
  assignments: '進行中',
  boards: 'テーマボード',
  talent: '移住・Uターン',
};

const start = {
  title: '仕事',
  lead: {
    company: '仕事を募集すると、使える時間と技能の合う人を、離れた場所からも探します。',
    worker: '使える時間と技能に合う仕事に応募できます。',
    coordinator: '地域の企業の仕事と、離れた場所で働く人を結びます。',
  },
  new: '仕事を募集する',
  mine: '自分の募集',
  mineEmpty: 'まだ募集がありません',
  mineEmptyHelp: '週に数時間の仕事からでも募集できます。名前を伏せたまま公開できます。',
  resume: '続きを書く',
  edit: '直す',
  newest: '新しい募集',
  newestEmpty: 'いま公開されている募集はありません。',
  all: 'すべて見る',
};

export const work = { tabs, start };
