import type {
  ApplicationStep,
  applicationStates,
  companyReasons,
  endReasons,
  personReasons,
  termsStates,
} from '@enishi/shared/applications';
import type { UndecidableItem } from '@enishi/shared/terms';

type Named<Codes extends readonly string[]> = Record<Codes[number], string>;

const state = {
  invited: '招待',
  applied: '応募',
  shortlisted: '候補',
  offered: '条件提示',
  accepted: '承諾',
  declined: '見送り',
  withdrawn: '辞退',
  expired: '期限切れ',
} satisfies Named<typeof applicationStates>;

const companyReason = {
  other_person: '別の方にお願いすることにした',
  skills: '求める技能と少し違った',
  hours: '時間が合わなかった',
  terms: '条件が合わなかった',
  plan_changed: '予定が変わった',
  other: 'その他',
} satisfies Named<typeof companyReasons>;

const personReason = {
  no_time: '時間が取れない',
  terms: '条件が合わなかった',
  other_work: '別の仕事が決まった',
  not_my_field: '得意な分野と違う',
  personal: '家庭や体調の都合',
  other: 'その他',
} satisfies Named<typeof personReasons>;

const endReason = {
  ...companyReason,
  ...personReason,
  filled: '募集した人数が決まった',
  opening_closed: '募集が終わった',
  profile_closed: 'プロフィールの公開が終わった',
  no_answer: '期限までに返事がなかった',
} satisfies Named<typeof endReasons>;

const step = {
  invited: '招待',
  applied: '応募',
  shortlisted: '候補に残した',
  offered: '条件を提示',
  accepted: '条件を承諾',
  declined: '見送り',
  withdrawn: '辞退',
  expired: '期限切れ',
  terms_proposed: '未定の事項を提案',
  terms_accepted: '未定の事項を決定',
} satisfies Record<ApplicationStep, string>;

const termsState = {
  open: '返事待ち',
  accepted: '承諾済み',
  declined: '辞退',
  replaced: '新しい版に置き換え',
  ended: '終了',
} satisfies Named<typeof termsStates>;

const item = {
  work: '業務の内容',
  dueOn: '納期',
  place: '場所',
  inspectBy: '検査を終える日',
  amount: '報酬の額',
  payment: '支払期日',
} satisfies Record<UndecidableItem, string>;

const list = {
  title: '応募',
  description: '応募と招待、条件提示の一覧です。条件が承諾されると、お互いの名前と連絡先が開きます。',
  filter: '状態でしぼる',
  group: { open: '返事待ち', accepted: '承諾', ended: '終わったもの' },
  empty: 'まだ応募はありません',
  emptyHelp: {
    worker: '募集のページから応募すると、ここに並びます。企業からの招待もここに届きます。',
    company: '募集に応募があると、ここに並びます。合う人を招待することもできます。',
    coordinator: '地域の募集に応募があると、ここに並びます。',
  },
  emptyFilter: 'この状態の応募はありません',
  ofOpening: 'この募集への応募',
  noneOfOpening: 'まだ応募はありません。',
  pair: '{{opening}} への応募（{{person}}）',
  hiddenOpening: '（公開が終わった募集）',
  hiddenPerson: '（まだ見えない方）',
  changedAt: '{{date}}に更新',
  yourTurn: 'あなたの返事を待っています',
  waitingFor: { need: '募集した側の返事を待っています', item: '応募した側の返事を待っています' },
  due: '返事',
};

const page = {
  opening: '募集',
  person: '応募した人',
  letter: '応募の手紙',
  invitation: { company: '募集した側からの招待', coordinator: 'コーディネーターからの招待' },
  endTitle: '終わった理由',
  history: 'これまでの動き',
  by: { need: '募集した側', item: '応募した側', desk: 'コーディネーター', clock: '自動' },
  talk: '質問と答え',
  full: '募集した人数ぶんの条件を、すでに提示しています。ほかの返事を待つか、見送ると、こちらにも提示できます。',
  silent: '期限までに返事がないと、コーディネーターにもお知らせが届き、やがて期限切れで終わります。',
  work: '進行中の仕事を見る',
};

const opened = {
  title: '開いた名前と連絡先',
  explain: '条件が承諾されたので、お互いに開いています。開いたことは開示記録に残ります。',
  need: '募集した側',
  item: '仕事をする側',
  you: 'あなた',
  organisation: '所属',
  email: 'メール',
  note: '連絡の仕方',
};

const apply = {
  button: '応募する',
  again: 'もう一度応募する',
  answer: '招待に応じて応募する',
  title: '応募する',
  explain:
    '手紙は募集した側とコーディネーターに届きます。名前と連絡先は、条件を承諾するまで、公開範囲のとおりにしか開きません。',
  profile: 'どのプロフィールで応募しますか',
  letter: '手紙',
  letterHelp: '何ができるか、いつ働けるか、聞いておきたいこと。',
  letterExample: '通販サイトの更新を3年しています。平日の午前に週12時間働けます。',
  send: '応募を送る',
  sent: '応募を送りました',
  noProfile: '公開中のプロフィールがありません',
  noProfileHelp: '応募するには、先にプロフィールを公開してください。',
  writeProfile: 'プロフィールを書く',
  already: 'この募集には、すでに応募か招待があります。',
  see: '応募を見る',
};

const invite = {
  button: '募集に招待する',
  title: '募集に招待する',
  explain: '招待は本人に届きます。相手が応募するまで、新しく見えるものはありません。',
  opening: 'どの募集に招待しますか',
  text: 'ひとこと',
  textHelp: 'なぜ声をかけたか。書かなくても送れます。',
  send: '招待を送る',
  sent: '招待を送りました',
  none: '招待できる募集がありません',
  noneHelp: '公開中の募集があると、招待できます。',
  write: '仕事を募集する',
  already: 'この方には、すでに招待か応募があります。',
  see: '応募の一覧を見る',
};

const actions = {
  shortlist: '候補に残す',
  shortlistTitle: '候補に残す',
  shortlistExplain: '本人に知らせます。条件の提示は、そのあとでも、すぐにでもできます。',
  shortlisted: '候補に残しました',
  offer: '条件を提示する',
  offerAgain: '条件を出し直す',
  decline: '見送る…',
  declineTitle: '応募を見送る',
  declineExplain: '本人に、理由を添えて丁寧にお知らせします。',
  declineConfirm: '見送る',
  declined: '見送りました',
  withdraw: '辞退する…',
  refuse: '招待を断る…',
  withdrawTitle: '辞退する',
  withdrawExplain: '募集した側に、理由を添えて丁寧にお知らせします。',
  withdrawConfirm: '辞退する',
  withdrawn: '辞退しました',
  why: '理由',
  words: 'ひとこと',
  wordsHelp: '相手に届きます。',
  accept: 'この条件で承諾する',
  acceptTitle: '第{{number}}版の条件を承諾する',
  acceptExplain:
    '承諾すると、仕事が決まります。あなたの名前・所属・連絡先が相手に開き、相手のものもあなたに開きます。誰がいつ、どの版を承諾したかが記録されます。',
  accepted: '条件を承諾しました',
  settle: '未定の事項を決める',
  acceptTerms: '決めた内容を承諾する',
  acceptTermsTitle: '第{{number}}版を承諾する',
  acceptTermsExplain: '未定だった事項が、この内容で決まります。ほかの条件は変わりません。',
  termsAccepted: '未定の事項が決まりました',
  stateField: '状態（{{state}}）',
};

const sheet = {
  title: '取引条件の明示',
  version: '第{{number}}版',
  older: '前の版（{{count}}）',
  sentAt: '{{date}}に送付',
  acceptedAt: '{{date}}に承諾',
  pdf: '第{{number}}版のPDFを保存',
  fingerprint: '内容の指紋（SHA-256）',
  client: '委託する側',
  worker: '受託する側',
  hiddenWorker: '（承諾の後に開きます）',
  orderedOn: '業務を委託した日',
  onAcceptance: '承諾した日になります',
  startsOn: '始める日',
  method: '支払いの方法',
  transfer: '銀行振込',
  expenses: '経費の扱い',
  note: '備考',
  none: 'なし',
  noInspection: '検査はしません',
  undecided: '未定（理由：{{reason}}、{{date}}までに決めます）',
  amount: { hourly: '1時間あたり{{yen}}円', piece: '1件あたり{{yen}}円', fixed: '総額{{yen}}円' },
  expected: {
    hourly: '見込み{{count}}時間、合計{{total}}円',
    piece: '見込み{{count}}件、合計{{total}}円',
  },
  paidMonthly: '毎月末日締め、締め日の{{days}}日後',
};

const form = {
  offerTitle: '条件を提示する',
  offerExplain:
    'フリーランス法が求める取引条件です。募集とプロフィールから下書きを作りました。直してから送ってください。送ると内容は固定され、相手の返事の期限は{{days}}日です。あなたの名前と所属が、この書面で相手に開きます。',
  settleTitle: '未定の事項を決める',
  settleExplain: '未定だった事項だけを決められます。相手が承諾すると、新しい版として記録されます。',
  back: '応募へ戻る',
  kept: '書きかけは、このブラウザに残ります。',
  reset: '下書きに戻す',
  send: 'この条件で送る',
  sendSettle: 'この内容で提案する',
  sent: '条件を送りました',
  notPossible: 'いまは条件を提示できません。',
  open: '{{item}}は、まだ決められない',
  reason: '決められない理由',
  reasonHelp: '法律で、理由と決める予定日を示すことになっています。',
  decideBy: '決める予定日',
  workHelp: '何を、どこまでしてもらうか。',
  startsOn: '始める日',
  dueHelp: '納品を受け取る日、または仕事が終わる日。支払いの60日は、この日を1日目として数えます。',
  placeHelp: '納める場所、働く場所。',
  inspectHelp: '検査をしないときは、空けておきます。',
  amountKind: '報酬の決め方',
  yen: '金額（円・税抜）',
  yenHelp: '1時間・1件・総額のどれかの金額。',
  expected: '見込みの時間数・件数',
  expectedHelp: '全部で何時間、何件の見込みか。分からなければ空けておきます。',
  formula: '算定方法',
  formulaHelp: '金額が単純な掛け算で決まらないとき。',
  payKind: '支払いの時期',
  once: '決まった日に支払う',
  monthly: '毎月締めて支払う',
  payOn: '支払う日',
  payOnHelp: '受け取りから60日以内。この納期では{{date}}までです。',
  payOnHelpOpen: '受け取りから60日以内の日。',
  payAfter: '締め日の何日後に支払うか',
  payAfterHelp: '毎月末日に締めます。59日後までです。',
  days: '日後',
  method: '支払いの方法',
  transfer: '銀行振込',
  otherMethod: 'そのほか',
  methodNote: 'そのほかの方法',
  methodNoteHelp: '現金以外で支払うときは、法律で定められた事項を書きます。',
  expenses: '経費の扱い',
  expensesHelp: '通信費や材料費を誰が持つか。',
  note: '備考',
  noteHelp: 'ほかに決めておくこと。',
  problems: '直すところが{{count}}か所あります。',
};

export const applications = {
  state,
  companyReason,
  personReason,
  endReason,
  step,
  termsState,
  item,
  list,
  page,
  opened,
  apply,
  invite,
  actions,
  sheet,
  form,
};
