// The 47 prefectures by JIS X 0401. Neighbours share a land border, or the bridge or tunnel that people in fact use
// (Honshu-Hokkaido, Honshu-Shikoku, Kanmon, Aqua-Line); Okinawa's is Kagoshima.

export interface RegionBlock {
  readonly id: string;
  readonly ja: string;
  readonly en: string;
}

export const regionBlocks = [
  { id: 'hokkaido', ja: '北海道', en: 'Hokkaido' },
  { id: 'tohoku', ja: '東北', en: 'Tohoku' },
  { id: 'kanto', ja: '関東', en: 'Kanto' },
  { id: 'chubu', ja: '中部', en: 'Chubu' },
  { id: 'kinki', ja: '近畿', en: 'Kinki' },
  { id: 'chugoku', ja: '中国', en: 'Chugoku' },
  { id: 'shikoku', ja: '四国', en: 'Shikoku' },
  { id: 'kyushu-okinawa', ja: '九州・沖縄', en: 'Kyushu and Okinawa' },
] as const satisfies readonly RegionBlock[];

export type RegionBlockId = (typeof regionBlocks)[number]['id'];

export interface Prefecture {
  /** Two digits, JIS X 0401. */
  readonly code: string;
  readonly ja: string;
  readonly en: string;
  readonly kana: string;
  readonly block: RegionBlockId;
  readonly neighbours: readonly string[];
}

// One prefecture a line.
// prettier-ignore
const table = [
  { code: '01', ja: '北海道', en: 'Hokkaido', kana: 'ほっかいどう', block: 'hokkaido', neighbours: ['02'] },
  { code: '02', ja: '青森県', en: 'Aomori', kana: 'あおもりけん', block: 'tohoku', neighbours: ['01', '03', '05'] },
  { code: '03', ja: '岩手県', en: 'Iwate', kana: 'いわてけん', block: 'tohoku', neighbours: ['02', '04', '05'] },
  { code: '04', ja: '宮城県', en: 'Miyagi', kana: 'みやぎけん', block: 'tohoku', neighbours: ['03', '05', '06', '07'] },
  { code: '05', ja: '秋田県', en: 'Akita', kana: 'あきたけん', block: 'tohoku', neighbours: ['02', '03', '04', '06'] },
  { code: '06', ja: '山形県', en: 'Yamagata', kana: 'やまがたけん', block: 'tohoku', neighbours: ['04', '05', '07', '15'] },
  { code: '07', ja: '福島県', en: 'Fukushima', kana: 'ふくしまけん', block: 'tohoku', neighbours: ['04', '06', '08', '09', '10', '15'] },
  { code: '08', ja: '茨城県', en: 'Ibaraki', kana: 'いばらきけん', block: 'kanto', neighbours: ['07', '09', '11', '12'] },
  { code: '09', ja: '栃木県', en: 'Tochigi', kana: 'とちぎけん', block: 'kanto', neighbours: ['07', '08', '10', '11'] },
  { code: '10', ja: '群馬県', en: 'Gunma', kana: 'ぐんまけん', block: 'kanto', neighbours: ['07', '09', '11', '15', '20'] },
  { code: '11', ja: '埼玉県', en: 'Saitama', kana: 'さいたまけん', block: 'kanto', neighbours: ['08', '09', '10', '12', '13', '19', '20'] },
  { code: '12', ja: '千葉県', en: 'Chiba', kana: 'ちばけん', block: 'kanto', neighbours: ['08', '11', '13', '14'] },
  { code: '13', ja: '東京都', en: 'Tokyo', kana: 'とうきょうと', block: 'kanto', neighbours: ['11', '12', '14', '19'] },
  { code: '14', ja: '神奈川県', en: 'Kanagawa', kana: 'かながわけん', block: 'kanto', neighbours: ['12', '13', '19', '22'] },
  { code: '15', ja: '新潟県', en: 'Niigata', kana: 'にいがたけん', block: 'chubu', neighbours: ['06', '07', '10', '16', '20'] },
  { code: '16', ja: '富山県', en: 'Toyama', kana: 'とやまけん', block: 'chubu', neighbours: ['15', '17', '20', '21'] },
  { code: '17', ja: '石川県', en: 'Ishikawa', kana: 'いしかわけん', block: 'chubu', neighbours: ['16', '18', '21'] },
  { code: '18', ja: '福井県', en: 'Fukui', kana: 'ふくいけん', block: 'chubu', neighbours: ['17', '21', '25', '26'] },
  { code: '19', ja: '山梨県', en: 'Yamanashi', kana: 'やまなしけん', block: 'chubu', neighbours: ['11', '13', '14', '20', '22'] },
  { code: '20', ja: '長野県', en: 'Nagano', kana: 'ながのけん', block: 'chubu', neighbours: ['10', '11', '15', '16', '19', '21', '22', '23'] },
  { code: '21', ja: '岐阜県', en: 'Gifu', kana: 'ぎふけん', block: 'chubu', neighbours: ['16', '17', '18', '20', '23', '24', '25'] },
  { code: '22', ja: '静岡県', en: 'Shizuoka', kana: 'しずおかけん', block: 'chubu', neighbours: ['14', '19', '20', '23'] },
  { code: '23', ja: '愛知県', en: 'Aichi', kana: 'あいちけん', block: 'chubu', neighbours: ['20', '21', '22', '24'] },
  { code: '24', ja: '三重県', en: 'Mie', kana: 'みえけん', block: 'kinki', neighbours: ['21', '23', '25', '26', '29', '30'] },
  { code: '25', ja: '滋賀県', en: 'Shiga', kana: 'しがけん', block: 'kinki', neighbours: ['18', '21', '24', '26'] },
  { code: '26', ja: '京都府', en: 'Kyoto', kana: 'きょうとふ', block: 'kinki', neighbours: ['18', '24', '25', '27', '28', '29'] },
  { code: '27', ja: '大阪府', en: 'Osaka', kana: 'おおさかふ', block: 'kinki', neighbours: ['26', '28', '29', '30'] },
  { code: '28', ja: '兵庫県', en: 'Hyogo', kana: 'ひょうごけん', block: 'kinki', neighbours: ['26', '27', '31', '33', '36'] },
  { code: '29', ja: '奈良県', en: 'Nara', kana: 'ならけん', block: 'kinki', neighbours: ['24', '26', '27', '30'] },
  { code: '30', ja: '和歌山県', en: 'Wakayama', kana: 'わかやまけん', block: 'kinki', neighbours: ['24', '27', '29'] },
  { code: '31', ja: '鳥取県', en: 'Tottori', kana: 'とっとりけん', block: 'chugoku', neighbours: ['28', '32', '33', '34'] },
  { code: '32', ja: '島根県', en: 'Shimane', kana: 'しまねけん', block: 'chugoku', neighbours: ['31', '34', '35'] },
  { code: '33', ja: '岡山県', en: 'Okayama', kana: 'おかやまけん', block: 'chugoku', neighbours: ['28', '31', '34', '37'] },
  { code: '34', ja: '広島県', en: 'Hiroshima', kana: 'ひろしまけん', block: 'chugoku', neighbours: ['31', '32', '33', '35', '38'] },
  { code: '35', ja: '山口県', en: 'Yamaguchi', kana: 'やまぐちけん', block: 'chugoku', neighbours: ['32', '34', '40'] },
  { code: '36', ja: '徳島県', en: 'Tokushima', kana: 'とくしまけん', block: 'shikoku', neighbours: ['28', '37', '38', '39'] },
  { code: '37', ja: '香川県', en: 'Kagawa', kana: 'かがわけん', block: 'shikoku', neighbours: ['33', '36', '38'] },
  { code: '38', ja: '愛媛県', en: 'Ehime', kana: 'えひめけん', block: 'shikoku', neighbours: ['34', '36', '37', '39'] },
  { code: '39', ja: '高知県', en: 'Kochi', kana: 'こうちけん', block: 'shikoku', neighbours: ['36', '38'] },
  { code: '40', ja: '福岡県', en: 'Fukuoka', kana: 'ふくおかけん', block: 'kyushu-okinawa', neighbours: ['35', '41', '43', '44'] },
  { code: '41', ja: '佐賀県', en: 'Saga', kana: 'さがけん', block: 'kyushu-okinawa', neighbours: ['40', '42'] },
  { code: '42', ja: '長崎県', en: 'Nagasaki', kana: 'ながさきけん', block: 'kyushu-okinawa', neighbours: ['41', '43'] },
  { code: '43', ja: '熊本県', en: 'Kumamoto', kana: 'くまもとけん', block: 'kyushu-okinawa', neighbours: ['40', '42', '44', '45', '46'] },
  { code: '44', ja: '大分県', en: 'Oita', kana: 'おおいたけん', block: 'kyushu-okinawa', neighbours: ['40', '43', '45'] },
  { code: '45', ja: '宮崎県', en: 'Miyazaki', kana: 'みやざきけん', block: 'kyushu-okinawa', neighbours: ['43', '44', '46'] },
  { code: '46', ja: '鹿児島県', en: 'Kagoshima', kana: 'かごしまけん', block: 'kyushu-okinawa', neighbours: ['43', '45', '47'] },
  { code: '47', ja: '沖縄県', en: 'Okinawa', kana: 'おきなわけん', block: 'kyushu-okinawa', neighbours: ['46'] },
] as const satisfies readonly Prefecture[];

export type PrefectureCode = (typeof table)[number]['code'];

export const prefectures: readonly Prefecture[] = table;
export const prefectureCodes = table.map(({ code }) => code) as [PrefectureCode, ...PrefectureCode[]];

const byCode = new Map<string, Prefecture>(prefectures.map((prefecture) => [prefecture.code, prefecture]));

export const findPrefecture = (code: string): Prefecture | null => byCode.get(code) ?? null;

export type Proximity = 'same' | 'neighbour' | 'block' | 'far';

/** How near two prefectures are, by code; unknown codes are far. */
export const proximity = (from: string, to: string): Proximity => {
  const here = byCode.get(from);
  const there = byCode.get(to);
  if (!here || !there) return 'far';
  if (from === to) return 'same';
  if (here.neighbours.includes(to)) return 'neighbour';
  return here.block === there.block ? 'block' : 'far';
};
