import type {
  DispatchDecline,
  DispatchEnd,
  DispatchPlace,
  DispatchState,
  DispatchStep,
} from '@enishi/shared/dispatches';

const state = {
  requested: '依頼中',
  asked: '専門家に打診中',
  accepted: '日程の調整・訪問',
  reported: '報告済み',
  ended: '終了',
} satisfies Record<DispatchState, string>;

const place = { onsite: '現地に来てほしい', remote: 'オンラインでよい', either: 'どちらでもよい' } satisfies Record<
  DispatchPlace,
  string
>;

const declineReason = {
  no_time: '時間が取れない',
  not_my_field: '専門が違う',
  too_far: '遠い',
  conflict_of_interest: '利害の関係がある',
  other: 'その他',
} satisfies Record<DispatchDecline, string>;

const endReason = {
  no_longer_needed: '必要がなくなった',
  no_expert: '頼める専門家がいない',
  done_otherwise: 'ほかの形で済んだ',
  other: 'その他',
} satisfies Record<DispatchEnd, string>;

const step = {
  requested: '依頼した',
  wished: '希望の専門家を伝えた',
  asked: '専門家に打診した',
  accepted: '専門家が引き受けた',
  declined: '専門家が断った',
  no_answer: '返事がなかった',
  dated: '日程が決まった',
  undated: '日程が取り消された',
  reported: '訪問を報告した',
  ended: '終了した',
} satisfies Record<DispatchStep, string>;

const list = {
  title: '専門家派遣',
  description: '専門家に数時間だけ来てもらう。日程を合わせ、訪問を報告するまでを、ここで進めます。',
  new: '専門家派遣を頼む',
  empty: 'まだ専門家派遣はありません',
  emptyHelp: '頼んだもの、打診されたものがここに並びます。',
  emptyState: 'この状態のものはありません',
  state: '状態',
  any: 'すべて',
  turn: 'あなたの番です',
  hours: '{{hours}}時間',
  wantedBy: '希望：{{date}}まで',
  visitAt: '訪問：{{date}}',
  nameless: '依頼者は引き受けた後に開示',
};

const form = {
  title: '専門家派遣を頼む',
  lead: '何に困っていて、何を教えてほしいか。コーディネーターが合う専門家に打診します。',
  theme: { label: 'テーマ', help: 'ひとことで。社名は書かないでください。', example: '射出成形の不良の減らし方' },
  text: {
    label: '教えてほしいこと',
    help: 'いま起きていること、見てほしいもの。専門家はこれを読んで返事を決めます。',
    example: '成形品に白い筋が出る。金型と条件のどちらが原因か、現場で見てほしい。',
  },
  tagsHelp: '合う専門家を探すのに使います。',
  hours: { label: '時間', help: '支援メニューの時間から引かれます。', unit: '時間' },
  place: { label: '場所', help: '現地かオンラインか。' },
  municipality: { label: '市区町村', help: '来てもらう場所。番地は日程が決まるときに伝えます。' },
  wantedBy: { label: 'いつまでに', help: '急がなければ空けておきます。' },
  organisation: { label: 'どの会社のための派遣か', help: '担当地域の会社を選んでください。', example: '米沢精密' },
  organisationNone: '見つかりません',
  organisationFound: '見つかった会社',
  organisationLoading: '探しています…',
  organisationChange: '選び直す',
  send: '依頼する',
  sent: '依頼しました。コーディネーターに届きました。',
  kept: '書きかけは、このブラウザーに残してあります。',
};

const page = {
  facts: '概要',
  about: '教えてほしいこと',
  client: '依頼者',
  clientHidden: '引き受けると開示されます',
  expert: '専門家',
  wish: '会社の希望',
  hours: '時間',
  hoursCount: '{{hours}}時間',
  place: '場所',
  wantedBy: 'いつまでに',
  prefecture: '地域',
  quota: '支援メニュー（{{year}}年度）',
  quotaLine: '{{hours}}時間のうち {{used}}時間を使用・予約',
  answerBy: '{{date}}までにお返事ください',
  answerByDesk: '専門家の返事の期限：{{date}}',
  waiting: {
    requested: 'コーディネーターが、合う専門家に打診します。',
    asked: '専門家の返事を待っています。',
    accepted: 'コーディネーターが日程を合わせます。面談の案内が届きます。',
  },
  together: '専門家が引き受けました。面談と同じように、候補日を挙げて日程を合わせます。',
  arrange: '日程を合わせる',
  visit: '訪問',
  visitAt: '{{from}} 〜 {{to}}',
  toMeeting: '面談を開く',
  toCase: '案件を開く',
  declines: '断られた専門家',
  declineLine: '{{title}}：{{reason}}',
  noAnswer: '返事なし',
  history: '経過',
  ended: '終了しました：{{reason}}',
};

const candidates = {
  title: '合う専門家',
  explain: 'テーマと技術のことばから、合う順に並べています。',
  empty: '合う専門家が見つかりません',
  emptyHelp: '技術のことばを足して頼み直すか、コーディネーターに相談してください。',
  score: '合う度合い {{score}}',
  part: '{{part}} {{points}}',
  because: '内訳：{{parts}}',
  tags: '合うことば：{{tags}}',
  wished: '会社の希望',
  wish: 'この人を希望する',
  wishOf: 'この人を希望する：{{title}}',
  wishDone: '希望を伝えました',
  ask: 'この人に打診する',
  askOf: 'この人に打診する：{{title}}',
  askDone: '打診しました',
  overQuota: '支援メニューの残りは{{left}}時間です。時間が足りないため、打診できません。',
};

const answer = {
  title: '引き受けますか',
  explain: '引き受けると、依頼者の名前が開示され、日程の調整が始まります。断ってもかまいません。',
  accept: '引き受ける',
  accepted: '引き受けました。日程の案内をお待ちください。',
  decline: '断る',
  declined: '断りました。お返事をありがとうございました。',
  declineTitle: '断る理由を教えてください',
  why: '理由',
  text: 'ひとこと',
  textHelp: 'コーディネーターだけが読みます。',
};

const report = {
  title: '訪問の報告',
  explain: '1分で書けます。時間は支援メニューから引かれます。',
  date: { label: '訪問した日', help: '今日までの日。' },
  hours: { label: '時間', help: '30分きざみ。', unit: '時間' },
  done: { label: 'したこと', help: '何を見て、何を伝えたか。', example: '金型の温度を測り、条件表を一緒に直した。' },
  next: { label: '次の一手', help: 'だれが、何を、いつまでに。', example: '2週間後に不良率を電話で確かめる。' },
  send: '報告する',
  sent: '報告しました',
  written: '{{date}}・{{hours}}時間',
};

const end = {
  action: '終了する',
  title: '終了する理由を選んでください',
  done: '終了しました',
  text: 'ひとこと',
  textHelp: '書かなくてもかまいません。',
};

const menu = {
  title: '支援メニューの時間',
  explain: '1つの会社が{{year}}年度に使える時間です。今年度だけの設定です。',
  label: '{{prefecture}}の時間',
  unit: '時間',
  isDefault: '（まだ決めていません）',
  save: '保存する',
  saved: '保存しました',
};

export const dispatches = {
  state,
  place,
  declineReason,
  endReason,
  step,
  list,
  form,
  page,
  candidates,
  answer,
  report,
  end,
  menu,
};
