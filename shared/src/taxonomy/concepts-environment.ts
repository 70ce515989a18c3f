import type { ConceptRow } from './concept.js';

// prettier-ignore
export const environmentConcepts: readonly ConceptRow[] = [
  { id: 'environment', ja: '環境・リサイクル', kana: 'かんきょうりさいくる', en: 'Environment and recycling', synonyms: { ja: ['環境技術', '環境対策', '環境保全'], en: ['environmental technology'] }, broader: [] },
  { id: 'recycling', ja: 'リサイクル', en: 'Recycling', synonyms: { ja: ['再資源化', '資源循環', '再利用', 'アップサイクル'], en: ['upcycling', 'resource recovery'] }, broader: ['environment'] },
  { id: 'circular-economy', ja: '循環経済', kana: 'じゅんかんけいざい', en: 'Circular economy', synonyms: { ja: ['サーキュラーエコノミー', '循環型社会'], en: ['circular society'] }, broader: ['environment'], related: ['recycling'] },
  { id: 'plastic-recycling', ja: 'プラスチックリサイクル', en: 'Plastic recycling', synonyms: { ja: ['廃プラ', '再生樹脂', 'ケミカルリサイクル', '廃プラスチック'], en: ['recycled plastic', 'chemical recycling', 'waste plastic'] }, broader: ['recycling'], related: ['plastic'] },
  { id: 'metal-recycling', ja: '金属リサイクル', kana: 'きんぞくりさいくる', en: 'Metal recycling', synonyms: { ja: ['レアメタル回収', '都市鉱山', 'スクラップ', '切粉'], en: ['rare metal recovery', 'urban mining', 'scrap metal', 'swarf'] }, broader: ['recycling'], related: ['metal'] },
  { id: 'cfrp-recycling', ja: '炭素繊維リサイクル', kana: 'たんそせんいりさいくる', en: 'Carbon fibre recycling', synonyms: { ja: ['CFRPリサイクル', '再生炭素繊維'], en: ['recycled carbon fiber', 'carbon fiber recycling'] }, broader: ['recycling'], related: ['cfrp'] },
  { id: 'waste-treatment', ja: '廃棄物処理', kana: 'はいきぶつしょり', en: 'Waste treatment', synonyms: { ja: ['産業廃棄物', '産廃', '焼却灰', '汚泥'], en: ['industrial waste', 'incineration ash', 'sludge'] }, broader: ['environment'] },
  { id: 'wastewater-treatment', ja: '排水処理', kana: 'はいすいしょり', en: 'Wastewater treatment', synonyms: { ja: ['廃水処理', '廃液処理', '活性汚泥', '工場排水'], en: ['sewage treatment', 'activated sludge', 'effluent treatment'] }, broader: ['water-treatment'] },
  { id: 'water-treatment', ja: '水処理', kana: 'みずしょり', en: 'Water treatment', synonyms: { ja: ['浄水', '水質浄化', 'ろ過', '純水'], en: ['water purification', 'filtration', 'pure water'] }, broader: ['environment'] },
  { id: 'water-quality', ja: '水質計測', kana: 'すいしつけいそく', en: 'Water quality monitoring', synonyms: { ja: ['水質検査', '水質監視', '水質センサー'], en: ['water quality analysis', 'water quality sensor'] }, broader: ['water-treatment', 'measurement'] },
  { id: 'exhaust-gas', ja: '排ガス処理', kana: 'はいがすしょり', en: 'Exhaust gas treatment', synonyms: { ja: ['集じん', '集塵', 'VOC対策', '粉じん対策'], en: ['dust collection', 'VOC abatement', 'flue gas treatment'] }, broader: ['environment'] },
  { id: 'dust-collector', ja: 'エアフィルター', en: 'Air filter', synonyms: { ja: ['フィルター', 'HEPAフィルター', 'ミストコレクター'], en: ['filter', 'mist collector'] }, broader: ['exhaust-gas'] },
  { id: 'soil-remediation', ja: '土壌浄化', kana: 'どじょうじょうか', en: 'Soil remediation', synonyms: { ja: ['土壌汚染', '汚染土壌'], en: ['soil contamination', 'soil pollution'] }, broader: ['environment'] },
  { id: 'environmental-monitoring', ja: '環境モニタリング', kana: 'かんきょうもにたりんぐ', en: 'Environmental monitoring', synonyms: { ja: ['環境計測', '大気測定', 'PM2.5'], en: ['environmental measurement', 'air quality monitoring'] }, broader: ['environment', 'measurement'] },
  { id: 'hazardous-substance', ja: '有害物質管理', kana: 'ゆうがいぶっしつかんり', en: 'Hazardous substance control', synonyms: { ja: ['RoHS指令', 'REACH規則', 'アスベスト', 'PFAS', '化学物質管理'], en: ['RoHS', 'asbestos', 'chemical management'] }, broader: ['environment'] },
  { id: 'biodiversity', ja: '生物多様性', kana: 'せいぶつたようせい', en: 'Biodiversity', synonyms: { ja: ['生態系', '環境DNA', '自然共生'], en: ['ecosystem', 'environmental DNA'] }, broader: ['environment'] },
  { id: 'incineration-ash-use', ja: 'スラグ・灰の利用', kana: 'すらぐはいのりよう', en: 'Use of slag and ash', synonyms: { ja: ['鉄鋼スラグ', '石炭灰', 'フライアッシュ'], en: ['steel slag', 'fly ash', 'slag'] }, broader: ['recycling'], related: ['concrete'] },
  { id: 'sustainability', ja: 'SDGs', kana: 'えすでぃーじーず', en: 'Sustainability', synonyms: { ja: ['持続可能性', 'サステナビリティ', 'ESG', '持続可能な開発目標'], en: ['sustainable development goals'] }, broader: ['environment'] },
];
