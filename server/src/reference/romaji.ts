// Names of places in Latin letters, from hiragana, by the Hepburn system without marks for long vowels, as on road signs.

const vowels = ['a', 'i', 'u', 'e', 'o'] as const;
const rows: readonly (readonly [kana: string, sound: string])[] = [
  ['あいうえお', ''],
  ['かきくけこ', 'k'],
  ['がぎぐげご', 'g'],
  ['さしすせそ', 's'],
  ['ざじずぜぞ', 'z'],
  ['たちつてと', 't'],
  ['だぢづでど', 'd'],
  ['なにぬねの', 'n'],
  ['はひふへほ', 'h'],
  ['ばびぶべぼ', 'b'],
  ['ぱぴぷぺぽ', 'p'],
  ['まみむめも', 'm'],
  ['らりるれろ', 'r'],
];
const exceptions: Record<string, string> = {
  ...{ し: 'shi', じ: 'ji', ち: 'chi', ぢ: 'ji', つ: 'tsu', づ: 'zu', ふ: 'fu' },
  ...{ や: 'ya', ゆ: 'yu', よ: 'yo', わ: 'wa', を: 'o', ん: 'n', ー: '' },
};
const small: Record<string, string> = { ゃ: 'a', ゅ: 'u', ょ: 'o' };
/** Before a small や, ゆ or よ these take no y. */
const hissing = /(sh|ch|j)i$/;

const sounds: ReadonlyMap<string, string> = new Map([
  ...rows.flatMap(([kana, sound]) => [...kana].map((sign, at) => [sign, `${sound}${vowels[at] ?? ''}`] as const)),
  ...Object.entries(exceptions),
]);

const joinSmall = (before: string, vowel: string): string =>
  hissing.test(before) ? before.replace(/i$/, vowel) : before.replace(/i$/, `y${vowel}`);

const double = (sound: string): string => (sound.startsWith('ch') ? `t${sound}` : `${sound[0] ?? ''}${sound}`);

function spell(kana: string): string {
  let spelt = '';
  let isDoubled = false;
  for (const sign of kana) {
    const vowel = small[sign];
    if (sign === 'っ') isDoubled = true;
    else if (vowel !== undefined) spelt = joinSmall(spelt, vowel);
    else {
      const sound = sounds.get(sign) ?? '';
      spelt += isDoubled ? double(sound) : sound;
      isDoubled = false;
    }
  }
  return spelt.replace(/(y|sh|ch|j)uu/g, '$1u').replace(/o[ou]/g, 'o');
}

const endings = /^(.+?)(し|く|ちょう|まち|むら|そん)$/;

/** よねざわし → Yonezawa-shi; what an underscore divides are words of their own. */
export const placeInLatin = (kana: string): string =>
  kana
    .split('_')
    .map((word) => {
      const [, stem = word, ending = ''] = endings.exec(word) ?? [];
      const name = spell(stem);
      const capital = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
      return ending ? `${capital}-${spell(ending)}` : capital;
    })
    .join(' ');
