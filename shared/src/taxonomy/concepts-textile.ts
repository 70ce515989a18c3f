import type { ConceptRow } from './concept.js';

// prettier-ignore
export const textileConcepts: readonly ConceptRow[] = [
  { id: 'textile', ja: '繊維技術', kana: 'せんいぎじゅつ', en: 'Textile technology', synonyms: { ja: ['繊維', 'テキスタイル', '繊維製品'], en: ['textile', 'textiles engineering'] }, broader: [], notIn: ['繊維強化', '炭素繊維強化', '食物繊維'] },
  { id: 'synthetic-fiber', ja: '合成繊維', kana: 'ごうせいせんい', en: 'Synthetic fibre', synonyms: { ja: ['化学繊維', 'ポリエステル繊維', 'ナイロン'], en: ['synthetic fiber', 'nylon', 'polyester fiber'] }, broader: ['textile'], related: ['polymer'] },
  { id: 'natural-fiber', ja: '天然繊維', kana: 'てんねんせんい', en: 'Natural fibre', synonyms: { ja: ['綿', '羊毛', '麻', 'コットン'], en: ['cotton', 'wool', 'natural fiber', 'hemp'] }, broader: ['textile'], notIn: ['綿密', '麻酔'] },
  { id: 'silk', ja: '絹織物', kana: 'きぬおりもの', en: 'Silk', synonyms: { ja: ['シルク', '生糸', '絹'], en: ['silk fabric', 'raw silk'] }, broader: ['natural-fiber'], related: ['silk-biomaterial'] },
  { id: 'spinning', ja: '紡績・紡糸', kana: 'ぼうせきぼうし', en: 'Spinning', synonyms: { ja: ['紡糸', '紡績', '撚糸'], en: ['yarn spinning', 'yarn twisting'] }, broader: ['textile'] },
  { id: 'weaving', ja: '織物', kana: 'おりもの', en: 'Weaving', synonyms: { ja: ['製織', 'ジャカード織', '機織り'], en: ['woven fabric', 'jacquard'] }, broader: ['textile'] },
  { id: 'knitting', ja: 'ニット', en: 'Knitting', synonyms: { ja: ['編物', '編み物', '無縫製ニット', 'メリヤス'], en: ['knitwear', 'knit fabric'] }, broader: ['textile'] },
  { id: 'nonwoven', ja: '不織布', kana: 'ふしょくふ', en: 'Nonwoven fabric', synonyms: { ja: ['フェルト'], en: ['nonwoven'] }, broader: ['textile'] },
  { id: 'electrospinning', ja: 'エレクトロスピニング', en: 'Electrospinning', synonyms: { ja: ['電界紡糸', 'ナノファイバー'], en: ['nanofiber', 'nanofibre'] }, broader: ['spinning'], related: ['nanomaterial'] },
  { id: 'dyeing', ja: '染色', kana: 'せんしょく', en: 'Dyeing', synonyms: { ja: ['染色加工', '草木染め', '捺染', '藍染め'], en: ['textile printing', 'natural dyeing', 'indigo dyeing'] }, broader: ['textile'], notIn: ['染色体'] },
  { id: 'textile-finishing', ja: '繊維加工', kana: 'せんいかこう', en: 'Textile finishing', synonyms: { ja: ['機能加工', '防縮加工', '撥水加工', '防しわ加工'], en: ['functional finishing', 'wrinkle-free finishing'] }, broader: ['textile'], related: ['functional-coating'] },
  { id: 'functional-textile', ja: '機能性繊維', kana: 'きのうせいせんい', en: 'Functional textile', synonyms: { ja: ['吸汗速乾', '発熱素材', '高機能繊維', '遮熱素材'], en: ['quick-drying fabric', 'high-performance fiber'] }, broader: ['textile'], related: ['antibacterial-material'] },
  { id: 'industrial-textile', ja: '産業資材', kana: 'さんぎょうしざい', en: 'Industrial textile', synonyms: { ja: ['産業用繊維', '帆布', 'テント生地', 'ロープ'], en: ['technical textile', 'canvas', 'tarpaulin', 'rope'] }, broader: ['textile'] },
  { id: 'sewing', ja: '縫製', kana: 'ほうせい', en: 'Sewing', synonyms: { ja: ['ミシン', '縫製加工', 'アパレル縫製'], en: ['sewing machine', 'garment making'] }, broader: ['textile'] },
  { id: 'apparel', ja: 'アパレル', en: 'Apparel', synonyms: { ja: ['衣料', '衣服', 'ファッション', '作業服'], en: ['clothing', 'fashion', 'workwear'] }, broader: ['textile'] },
  { id: 'denim', ja: 'デニム', en: 'Denim', synonyms: { ja: ['ジーンズ'], en: ['jeans'] }, broader: ['apparel'] },
  { id: 'leather', ja: '皮革', kana: 'ひかく', en: 'Leather', synonyms: { ja: ['革製品', 'なめし', '鞄'], en: ['leather goods', 'tanning'] }, broader: ['textile'] },
  { id: 'textile-recycling', ja: '繊維リサイクル', kana: 'せんいりさいくる', en: 'Textile recycling', synonyms: { ja: ['古着', '反毛', '衣料リサイクル'], en: ['used clothing'] }, broader: ['textile', 'recycling'] },
  { id: 'paper', ja: '紙・和紙', kana: 'かみわし', en: 'Paper and pulp', synonyms: { ja: ['和紙', '製紙', '紙加工', '段ボール'], en: ['washi', 'papermaking', 'cardboard'] }, broader: ['textile'], related: ['packaging'] },
  { id: 'medical-textile', ja: '医療用繊維', kana: 'いりょうようせんい', en: 'Medical textile', synonyms: { ja: ['包帯', 'サポーター', '医療用ガーゼ'], en: ['bandage', 'medical gauze'] }, broader: ['textile'], related: ['medical-device'] },
];
