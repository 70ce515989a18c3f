const edit = {
  workTitle: '頼みたい仕事',
  work: {
    label: '何をしてもらいますか',
    help: '作業の中身と、どこまでできたら終わりか。応募する人はここを読んで決めます。',
    example: '紙の図面30枚を二次元CADで起こし直す。寸法を確かめ、DXFで納める。',
  },
  equipment: {
    label: '必要な機材・環境',
    help: '本人に用意してもらうもの、こちらで貸すもの。',
    example: 'パソコンは本人のもの。CADのライセンスは当社が貸します。',
  },
  timeTitle: '時間と期間',
  hoursFrom: {
    label: '週の時間（少なくとも）',
    help: '空けておいてもかまいません。',
    example: '4',
  },
  hoursTo: {
    label: '週の時間（多くても）',
    help: 'この時間を空けられる人を探します。',
    example: '8',
  },
  hoursUnit: '時間',
  cells: {
    label: '働いてほしい時間帯',
    help: '決まった時間帯があるときだけ選んでください。いつでもよければ空けておきます。',
  },
  startsOn: { label: 'いつから', help: '決まっていなければ空けておきます。' },
  endsOn: { label: 'いつまで', help: '続けて頼みたいときは空けておきます。' },
  placeTitle: '場所と言語',
  place: {
    label: '働く場所',
    help: '一部でも来てもらう必要があれば「一部は出社」を選んでください。',
    example: 'はじめの打合せだけ来てもらう → 一部は出社',
  },
  municipality: { label: '来てもらう市区町村', help: '距離で合う人を探します。番地は書きません。' },
  payTitle: '報酬と人数',
  rewardKind: {
    label: '報酬の決め方',
    help: '時給、1件いくら、仕事全体でいくら、のどれか。',
    example: '図面1枚ごとに払う → 1件いくら',
  },
  rewardFrom: { label: '報酬（円・税別）', help: '幅があるときは低いほう。', example: '1500' },
  rewardTo: { label: '多いとき（円・税別）', help: '幅がなければ空けておきます。', example: '2000' },
  yen: '円',
  howDecided: {
    label: '金額の決まり方',
    help: '何で変わるか。書いておくと、話が早く進みます。',
    example: '図面の難しさで決める。見積もりを先に出してもらう。',
  },
  people: { label: '人数', help: 'その人数が決まると、募集は終わります。', unit: '人' },
  applyBy: { label: '応募の締切', help: 'この日まで応募できます。' },
  openness: '公開範囲',
  packageNote: 'プロジェクトの作業の募集です。プロジェクトの人には、作業のそばにも出ます。',
  packageLink: 'プロジェクトを見る',
  packageRemove: 'プロジェクトから外す',
};

const page = {
  work: '仕事の内容',
  equipment: '必要な機材・環境',
  howDecided: '金額の決まり方',
  cells: '働く時間帯',
  reward: '報酬（税別）',
  hours: '週の時間',
  place: '働く場所',
  period: '期間',
  periodFrom: '{{from}}から',
  periodTo: '{{to}}まで',
  periodFromTo: '{{from}}〜{{to}}',
  people: '人数',
  peopleCount_other: '{{count}}人',
  applyBy: '応募の締切',
  applyPast: '{{date}}で締め切りました',
  speech: '必要な言語',
  speechOne: '{{language}}（{{level}}）',
  skills: '求めるスキル',
  skillMust: '必須',
  skillWelcome: 'あれば歓迎',
  skillLevel: '{{name}}：{{level}}',
  project: 'このプロジェクトの作業です',
};

const project = {
  title: '作業の募集',
  explain: '作業を外の人に頼むときは、募集に出せます。会員に公開した募集がここに並びます。',
  none: 'まだ募集はありません。',
  offer: '募集に出す',
  offerOf: '「{{title}}」を募集に出す',
  until: '応募は{{date}}まで',
};

export const openings = { edit, page, project };
