// What every code of shared is called. A code without a name does not compile.
import type { CooperationWay } from '@enishi/shared/cooperation';
import type { DisclosureGroup, DisclosureLevel, SecrecyPreset } from '@enishi/shared/disclosure';
import type { ExpertKind } from '@enishi/shared/experts';
import type { IntroductionOrigin, IntroductionState, Side } from '@enishi/shared/introductions';
import type { CloseReason, ListingKind, ListingStatus } from '@enishi/shared/listings';
import type { DeclineReason, MatchState, MissingHint, ScorePart, TagRelation } from '@enishi/shared/matches';
import type { Timeframe } from '@enishi/shared/needs';
import type { DeliveryMode } from '@enishi/shared/notification-kinds';
import type { OpeningPlace, RewardKind } from '@enishi/shared/openings';
import type { OrganisationKind } from '@enishi/shared/organisations';
import type { Role } from '@enishi/shared/roles';

const role = {
  company: '企業',
  researcher: '研究者',
  expert: '専門家',
  teleworker: 'テレワーカー',
  coordinator: 'コーディネーター',
  admin: '管理者',
} satisfies Record<Role, string>;

const listing = { need: 'ニーズ', seed: 'シーズ', expert: '専門家', opening: '募集' } satisfies Record<
  ListingKind,
  string
>;

const status = { draft: '下書き', published: '公開中', closed: '終了' } satisfies Record<ListingStatus, string>;

const level = {
  public: 'だれでも',
  members: '会員',
  mutual: '双方の承諾後',
  nda: '秘密保持契約のあと',
  coordinator: 'コーディネーターのみ',
} satisfies Record<DisclosureLevel, string>;

const levelLong = {
  public: 'だれでも読めます',
  members: 'ログインした会員だけが読めます',
  mutual: '双方が紹介を承諾した相手だけが読めます',
  nda: '双方が承諾し、組織どうしで秘密保持契約を結んだ相手だけが読めます',
  coordinator: '担当地域のコーディネーターだけが読めます',
} satisfies Record<DisclosureLevel, string>;

const group = {
  summary: '概要',
  details: '詳しい内容',
  organisation: '組織の名前',
  contact: '連絡先',
} satisfies Record<DisclosureGroup, string>;

const secrecy = {
  open: 'すべて公開してよい',
  nameless: '名前を伏せて公開する',
  members: '会員だけに、名前を伏せて公開する',
  careful: '会員に概要だけ見せる',
  coordinator: 'コーディネーターだけに見せる',
} satisfies Record<SecrecyPreset, string>;

const cooperation = {
  technical_consultation: '技術相談',
  equipment_use: '機器利用',
  academic_guidance: '学術指導',
  expert_dispatch: '専門家派遣',
  telework: 'テレワーク',
  prototype: '試作',
  commissioned_research: '受託研究',
  joint_research: '共同研究',
  joint_development: '共同開発',
  licence: 'ライセンス',
} satisfies Record<CooperationWay, string>;

const timeframe = {
  within_3_months: '3か月以内',
  within_6_months: '半年以内',
  within_1_year: '1年以内',
  within_2_years: '2年以内',
  no_hurry: '急がない',
  unknown: 'まだわからない',
} satisfies Record<Timeframe, string>;

const budget = {
  unknown: 'わからない',
  to_500k: '50万円まで',
  to_1m: '100万円まで',
  to_3m: '300万円まで',
  to_10m: '1,000万円まで',
  over_10m: '1,000万円を超える',
};

const property = {
  unknown: '未確認',
  none: '権利なし',
  know_how: 'ノウハウ',
  applied: '出願中',
  granted: '登録済み',
};

const expertKind = { expert: '専門家', teleworker: 'テレワーカー' } satisfies Record<ExpertKind, string>;

const workPlace = { remote: '在宅・遠隔', onsite: '訪問・出社', both: 'どちらでも' };

const openingPlace = {
  remote: 'すべて在宅・遠隔',
  hybrid: '一部は出社',
  onsite: '出社・現地',
} satisfies Record<OpeningPlace, string>;

const rewardKind = { hourly: '時給', piece: '1件いくら', fixed: '総額' } satisfies Record<RewardKind, string>;

const organisationKind = {
  company: '企業',
  university: '大学',
  research_institute: '公設試',
  support_centre: '産業支援センター',
  municipality: '自治体',
  bank: '金融機関',
  other: 'その他',
} satisfies Record<OrganisationKind, string>;

const size = {
  to_5: '5人まで',
  to_20: '6〜20人',
  to_50: '21〜50人',
  to_100: '51〜100人',
  to_300: '101〜300人',
  over_300: '301人以上',
};

const closeReason = {
  solved_here: 'Enishiで解決した',
  solved_elsewhere: 'ほかで解決した',
  filled: 'Enishiで人が決まった',
  filled_elsewhere: 'ほかで人が決まった',
  no_longer_needed: '必要がなくなった',
  on_hold: '見合わせる',
  other: 'その他',
} satisfies Record<CloseReason, string>;

const declineReason = {
  too_early: 'まだ早い',
  benefit_unclear: '今ある方法に比べた利点がわからない',
  commercial_route_unclear: '事業にする道筋が見えない',
  description_unclear: '説明からは判断できない',
  no_capacity: '手が回らない',
  cost: '費用が合わない',
  already_known: 'すでに知っている・検討した',
  other: 'その他',
} satisfies Record<DeclineReason, string>;

const matchState = {
  candidate: '候補',
  shortlisted: '候補に入れた',
  proposed: '打診中',
  connected: '成立',
  declined: '見送り',
} satisfies Record<MatchState, string>;

const tagRelation = {
  same: '同じ',
  synonym: '同義',
  broader: '上位の語',
  narrower: '下位の語',
  related: '関連語',
} satisfies Record<TagRelation, string>;

const scorePart = {
  tags: 'タグ',
  text: '本文',
  cooperation: '連携の形',
  region: '地域',
  readiness: '時期',
} satisfies Record<ScorePart, string>;

const missing = {
  tags: '技術のことば',
  cooperation: '連携の形',
  region: '地域',
  readiness: '成熟度（TRL）',
  deadline: '希望の時期',
} satisfies Record<MissingHint, string>;

const origin = {
  proposal: '打診',
  need_interest: '企業からの関心表明',
  item_interest: '提供側からの関心表明',
} satisfies Record<IntroductionOrigin, string>;

const introductionState = {
  open: '返事待ち',
  connected: '成立',
  declined: '見送り',
  expired: '期限切れ',
} satisfies Record<IntroductionState, string>;

const side = { need: 'ニーズの側', item: '提供する側' } satisfies Record<Side, string>;

const answer = { pending: '返事待ち', accepted: '承諾', declined: '見送り' };

const introductionStep = {
  proposed: '打診した',
  interest: '関心が寄せられた',
  accepted: '承諾した',
  declined: '見送った',
  connected: '成立した',
  ended: '終わらせた',
  expired: '期限が切れた',
};

const delivery = { at_once: 'すぐに', daily: '1日1回', off: '受け取らない' } satisfies Record<DeliveryMode, string>;

const language = { ja: '日本語', en: '英語' };

const userStatus = { active: '利用中', suspended: '停止中' };

export const terms = {
  role,
  listing,
  status,
  level,
  levelLong,
  group,
  secrecy,
  cooperation,
  timeframe,
  budget,
  property,
  expertKind,
  workPlace,
  openingPlace,
  rewardKind,
  organisationKind,
  size,
  closeReason,
  declineReason,
  matchState,
  tagRelation,
  scorePart,
  missing,
  origin,
  introductionState,
  side,
  answer,
  introductionStep,
  delivery,
  language,
  userStatus,
};
