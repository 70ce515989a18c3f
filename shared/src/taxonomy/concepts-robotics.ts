import type { ConceptRow } from './concept.js';

// prettier-ignore
export const roboticsConcepts: readonly ConceptRow[] = [
  { id: 'robotics', ja: 'ロボット・自動化', kana: 'ろぼっとじどうか', en: 'Robotics and automation', synonyms: { ja: ['ロボット技術', 'ロボティクス'], en: ['robotics technology'] }, broader: [] },
  { id: 'robot', ja: 'ロボット', en: 'Robot', broader: ['robotics'] },
  { id: 'industrial-robot', ja: '産業用ロボット', kana: 'さんぎょうようろぼっと', en: 'Industrial robot', synonyms: { ja: ['多関節ロボット', 'ロボットアーム', '溶接ロボット'], en: ['robot arm', 'articulated robot'] }, broader: ['robot'] },
  { id: 'collaborative-robot', ja: '協働ロボット', kana: 'きょうどうろぼっと', en: 'Collaborative robot', synonyms: { ja: ['協調ロボット', 'コボット'], en: ['cobot'] }, broader: ['industrial-robot'] },
  { id: 'robot-hand', ja: 'ロボットハンド', en: 'Robot hand', synonyms: { ja: ['グリッパー', 'ソフトハンド', 'エンドエフェクタ', 'ソフトロボティクス'], en: ['gripper', 'end effector', 'soft robotics'] }, broader: ['robot'] },
  { id: 'bin-picking', ja: 'ばら積みピッキング', kana: 'ばらづみぴっきんぐ', en: 'Bin picking', synonyms: { ja: ['ピッキングロボット', 'ピッキング'], en: ['picking robot'] }, broader: ['industrial-robot'], related: ['machine-vision'] },
  { id: 'robot-teaching', ja: 'ロボットティーチング', en: 'Robot teaching', synonyms: { ja: ['ティーチング', 'ロボットSIer', 'オフラインティーチング'], en: ['robot programming', 'robot system integration'] }, broader: ['robot'] },
  { id: 'service-robot', ja: 'サービスロボット', en: 'Service robot', synonyms: { ja: ['配膳ロボット', '清掃ロボット', 'コミュニケーションロボット', '見守りロボット'], en: ['communication robot', 'cleaning robot'] }, broader: ['robot'] },
  { id: 'mobile-robot', ja: '移動ロボット', kana: 'いどうろぼっと', en: 'Mobile robot', synonyms: { ja: ['AGV', 'AMR', '無人搬送車', '搬送ロボット', '自律走行ロボット'], en: ['automated guided vehicle', 'autonomous mobile robot'] }, broader: ['robot'] },
  { id: 'agricultural-robot', ja: '農業ロボット', kana: 'のうぎょうろぼっと', en: 'Agricultural robot', synonyms: { ja: ['収穫ロボット', '草刈りロボット', '自動草刈機'], en: ['harvesting robot', 'mowing robot'] }, broader: ['robot', 'smart-agriculture'] },
  { id: 'paddy-weeding-robot', ja: '水田除草ロボット', kana: 'すいでんじょそうろぼっと', en: 'Paddy weeding robot', synonyms: { ja: ['除草ロボット', 'アイガモロボット', '水田用除草機'], en: ['weeding robot', 'paddy field weeder'] }, broader: ['agricultural-robot'], related: ['weeding', 'rice-cultivation'] },
  { id: 'exoskeleton', ja: 'パワーアシストスーツ', en: 'Power assist suit', synonyms: { ja: ['アシストスーツ', 'パワードスーツ', '外骨格'], en: ['exoskeleton', 'assist suit'] }, broader: ['robot'], related: ['care-equipment'] },
  { id: 'drone', ja: 'ドローン', en: 'Drone', synonyms: { ja: ['無人航空機', 'UAV', 'マルチコプター', '無人機'], en: ['unmanned aerial vehicle'] }, broader: ['robotics'] },
  { id: 'underwater-robot', ja: '水中ロボット', kana: 'すいちゅうろぼっと', en: 'Underwater robot', synonyms: { ja: ['水中ドローン', 'ROV機'], en: ['underwater drone', 'remotely operated vehicle'] }, broader: ['robot'], related: ['aquaculture'] },
  { id: 'autonomous-driving', ja: '自動運転', kana: 'じどううんてん', en: 'Autonomous driving', synonyms: { ja: ['自律走行', '自動走行', '運転支援'], en: ['automated driving', 'self-driving', 'driver assistance'] }, broader: ['robotics'], related: ['automobile'] },
  { id: 'remote-control', ja: '遠隔操作', kana: 'えんかくそうさ', en: 'Remote operation', synonyms: { ja: ['遠隔操縦', 'リモート操作', 'テレオペレーション'], en: ['teleoperation', 'remote control'] }, broader: ['robotics'] },
  { id: 'automation', ja: '自動化', kana: 'じどうか', en: 'Automation', synonyms: { ja: ['工場自動化', 'FA', '省力化', '省人化', 'ファクトリーオートメーション'], en: ['factory automation', 'labor saving'] }, broader: ['robotics'] },
  { id: 'conveying', ja: '搬送技術', kana: 'はんそうぎじゅつ', en: 'Conveying', synonyms: { ja: ['コンベア', '搬送装置', 'パーツフィーダー', 'マテハン'], en: ['conveyor', 'parts feeder', 'material handling'] }, broader: ['automation'] },
  { id: 'packaging-automation', ja: '包装・梱包機械', kana: 'ほうそうこんぽうきかい', en: 'Packaging machinery', synonyms: { ja: ['梱包', '自動包装', '箱詰め'], en: ['packing machine', 'automatic packaging'] }, broader: ['automation'], related: ['packaging'] },
  { id: 'warehouse-automation', ja: '物流自動化', kana: 'ぶつりゅうじどうか', en: 'Logistics automation', synonyms: { ja: ['自動倉庫', '倉庫自動化', '仕分け'], en: ['automated warehouse', 'sorting system'] }, broader: ['automation'], related: ['logistics'] },
  { id: 'swarm-robot', ja: '群ロボット', kana: 'ぐんろぼっと', en: 'Swarm robotics', synonyms: { ja: ['マルチロボット', '群制御'], en: ['multi-robot system'] }, broader: ['robot'] },
  { id: 'slam', ja: 'SLAM', kana: 'すらむ', en: 'Simultaneous localisation and mapping', synonyms: { ja: ['自己位置推定', '環境地図生成'], en: ['simultaneous localization and mapping'] }, broader: ['robotics'], related: ['lidar'] },
];
