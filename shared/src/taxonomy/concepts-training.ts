import type { ConceptRow } from './concept.js';

// prettier-ignore
export const trainingConcepts: readonly ConceptRow[] = [
  { id: 'training', ja: '人材育成', kana: 'じんざいいくせい', en: 'Training and human resources', synonyms: { ja: ['社員教育', '社員研修', '研修'], en: ['employee training', 'human resource development'] }, broader: [] },
  { id: 'skill-transfer', ja: '技能伝承', kana: 'ぎのうでんしょう', en: 'Skill transfer', synonyms: { ja: ['技能継承', '技術継承', '熟練技能', '匠の技'], en: ['skill succession', 'craftsmanship transfer', 'tacit knowledge'] }, broader: ['training'] },
  { id: 'skill-certification', ja: '技能検定', kana: 'ぎのうけんてい', en: 'Skill certification', synonyms: { ja: ['技術認定', '技能認定', '認定制度', '資格取得'], en: ['skill certificate', 'technical certificate', 'qualification'] }, broader: ['training'] },
  { id: 'reskilling', ja: 'リスキリング', en: 'Reskilling', synonyms: { ja: ['学び直し', 'リカレント教育', '社会人教育'], en: ['recurrent education', 'upskilling'] }, broader: ['training'] },
  { id: 'technical-training', ja: '技術研修', kana: 'ぎじゅつけんしゅう', en: 'Technical training', synonyms: { ja: ['ものづくり研修', '技能研修', '技術講習'], en: ['engineering training', 'vocational training'] }, broader: ['training'] },
  { id: 'digital-talent', ja: 'デジタル人材育成', kana: 'でじたるじんざいいくせい', en: 'Digital skills training', synonyms: { ja: ['DX人材', 'IT教育', 'プログラミング教育'], en: ['IT training', 'programming education', 'digital literacy'] }, broader: ['training'], related: ['digital-transformation'] },
  { id: 'e-learning', ja: 'eラーニング', kana: 'いーらーにんぐ', en: 'E-learning', synonyms: { ja: ['オンライン研修', '動画教材'], en: ['online training', 'online course'] }, broader: ['training'] },
  { id: 'remote-training', ja: 'VR研修', kana: 'ぶいあーるけんしゅう', en: 'VR training', synonyms: { ja: ['遠隔研修', '安全体感教育', 'VR安全教育'], en: ['virtual training', 'remote training'] }, broader: ['training'], related: ['vr-ar'] },
  { id: 'work-manual', ja: '作業マニュアル', kana: 'さぎょうまにゅある', en: 'Work manuals', synonyms: { ja: ['手順書', '作業手順書', '動画マニュアル', 'マニュアル作成'], en: ['work instruction', 'procedure manual'] }, broader: ['training'], related: ['skill-transfer'] },
  { id: 'leadership', ja: '管理職育成', kana: 'かんりしょくいくせい', en: 'Leadership development', synonyms: { ja: ['リーダー育成', '経営者育成', '幹部育成'], en: ['management training', 'leadership training'] }, broader: ['training'] },
  { id: 'internship', ja: 'インターンシップ', en: 'Internship', synonyms: { ja: ['職場体験', '企業見学', 'キャリア教育'], en: ['company visit', 'career education'] }, broader: ['training'], related: ['recruitment'] },
  { id: 'foreign-workers', ja: '外国人材', kana: 'がいこくじんざい', en: 'Foreign workers', synonyms: { ja: ['技能実習生', '特定技能', '外国人労働者', '日本語教育'], en: ['technical intern trainee', 'foreign employee', 'Japanese language education'] }, broader: ['training'], related: ['recruitment'] },
  { id: 'scholarship', ja: '奨学金', kana: 'しょうがくきん', en: 'Scholarship', synonyms: { ja: ['奨学金返還支援'], en: ['student loan repayment support'] }, broader: ['training'], related: ['recruitment'] },
  { id: 'women-seniors', ja: '女性・シニア活躍', kana: 'じょせいしにあかつやく', en: 'Work for women and seniors', synonyms: { ja: ['女性活躍', 'シニア人材', '高齢者雇用', '多様な働き方'], en: ['senior workers', 'women in the workplace', 'diversity'] }, broader: ['training'], related: ['telework'] },
];
