import type { ConceptRow } from './concept.js';

// prettier-ignore
export const designConcepts: readonly ConceptRow[] = [
  { id: 'design', ja: 'デザイン・マーケティング', kana: 'でざいんまーけてぃんぐ', en: 'Design and marketing', synonyms: { ja: ['デザイン'] }, broader: [] },
  { id: 'product-design', ja: 'プロダクトデザイン', en: 'Product design', synonyms: { ja: ['工業デザイン', 'インダストリアルデザイン', '製品デザイン', '意匠設計'], en: ['industrial design'] }, broader: ['design'] },
  { id: 'graphic-design', ja: 'グラフィックデザイン', en: 'Graphic design', synonyms: { ja: ['チラシ制作', 'カタログ制作', 'ロゴデザイン', 'ポスター制作'], en: ['logo design', 'catalogue production', 'leaflet design'] }, broader: ['design'] },
  { id: 'package-design', ja: 'パッケージデザイン', en: 'Package design', synonyms: { ja: ['包装デザイン', 'ラベルデザイン'], en: ['packaging design', 'label design'] }, broader: ['design'] },
  { id: 'ux-design', ja: 'UXデザイン', kana: 'ゆーえっくすでざいん', en: 'User experience design', synonyms: { ja: ['UIデザイン', 'サービスデザイン', 'ユーザビリティ', '使いやすさ'], en: ['UI design', 'service design', 'usability'] }, broader: ['design'] },
  { id: 'design-thinking', ja: 'デザイン思考', kana: 'でざいんしこう', en: 'Design thinking', synonyms: { ja: ['デザイン経営', 'アイデア創出'], en: ['design management'] }, broader: ['design'] },
  { id: 'kansei', ja: '感性工学', kana: 'かんせいこうがく', en: 'Kansei engineering', synonyms: { ja: ['感性評価手法', '色彩設計', '質感'], en: ['affective engineering', 'color design'] }, broader: ['design'], related: ['ergonomics'] },
  { id: 'photography', ja: '写真撮影', kana: 'しゃしんさつえい', en: 'Photography', synonyms: { ja: ['商品撮影', 'フォトグラファー'], en: ['product photography'] }, broader: ['design'] },
  { id: 'video-production', ja: '動画制作', kana: 'どうがせいさく', en: 'Video production', synonyms: { ja: ['映像制作', '動画編集', 'PR動画'], en: ['video editing', 'promotional video'] }, broader: ['design'] },
  { id: 'branding', ja: 'ブランディング', en: 'Branding', synonyms: { ja: ['ブランド戦略', '自社ブランド', 'ブランドづくり'], en: ['brand strategy', 'brand building'] }, broader: ['marketing'] },
  { id: 'regional-brand', ja: '地域ブランド', kana: 'ちいきぶらんど', en: 'Regional brand', synonyms: { ja: ['地域団体商標', '特産品', '地域ブランド化'], en: ['local specialty', 'regional branding'] }, broader: ['branding', 'regional-development'] },
  { id: 'marketing', ja: 'マーケティング', en: 'Marketing', synonyms: { ja: ['市場調査', '顧客調査', 'テストマーケティング'], en: ['market research', 'test marketing'] }, broader: ['design'] },
  { id: 'sales-channel', ja: '販路開拓', kana: 'はんろかいたく', en: 'Sales channel development', synonyms: { ja: ['販路拡大', '営業支援', '新規顧客開拓', '展示会出展'], en: ['business development', 'exhibition', 'sales support'] }, broader: ['marketing'] },
  { id: 'digital-marketing', ja: 'Webマーケティング', kana: 'うぇぶまーけてぃんぐ', en: 'Digital marketing', synonyms: { ja: ['SNS運用', 'SEO', 'Web広告', 'SNS発信'], en: ['social media marketing', 'search engine optimization', 'web advertising'] }, broader: ['marketing'] },
  { id: 'e-commerce', ja: 'ネット通販', kana: 'ねっとつうはん', en: 'E-commerce', synonyms: { ja: ['ECサイト', 'オンラインショップ', '通信販売'], en: ['online shop', 'online sales'] }, broader: ['marketing'], related: ['web-development'] },
  { id: 'overseas-expansion', ja: '海外展開', kana: 'かいがいてんかい', en: 'Overseas expansion', synonyms: { ja: ['輸出', '越境EC', '海外販路', '貿易実務'], en: ['cross-border e-commerce', 'foreign trade', 'export business'] }, broader: ['marketing'] },
  { id: 'crowdfunding', ja: 'クラウドファンディング', en: 'Crowdfunding', broader: ['marketing'], related: ['fund-raising'] },
  { id: 'public-relations', ja: '広報・PR', kana: 'こうほうぴーあーる', en: 'Public relations', synonyms: { ja: ['広報', 'プレスリリース', '情報発信'], en: ['press release', 'publicity'] }, broader: ['marketing'] },
  { id: 'tourism', ja: '観光', kana: 'かんこう', en: 'Tourism', synonyms: { ja: ['産業観光', 'オープンファクトリー', 'インバウンド', '宿泊業'], en: ['inbound tourism', 'factory tour', 'hospitality'] }, broader: ['marketing', 'regional-development'] },
  { id: 'traditional-craft', ja: '伝統工芸', kana: 'でんとうこうげい', en: 'Traditional craft', synonyms: { ja: ['伝統的工芸品', '漆器', '漆', '木地'], en: ['lacquerware', 'traditional craftsmanship', 'urushi'] }, broader: ['design'] },
  { id: 'copywriting', ja: 'コピーライティング', en: 'Copywriting', synonyms: { ja: ['記事作成', 'Webライティング', 'ライター'], en: ['technical writing', 'content writing'] }, broader: ['design'] },
  { id: 'translation', ja: '翻訳・通訳', kana: 'ほんやくつうやく', en: 'Translation and interpreting', synonyms: { ja: ['翻訳', '通訳', '多言語対応'], en: ['translation', 'interpreting', 'localization'] }, broader: ['design'], related: ['overseas-expansion'] },
];
