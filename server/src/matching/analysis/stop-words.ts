// Words that say nothing about a subject. English: the function words every list agrees on. Japanese: particles,
// auxiliaries and the verbs and nouns that only carry grammar, as Intl.Segmenter cuts them.
const ENGLISH =
  'a about above after again against all also am an and any are as at be because been before being below between both but by can cannot could ' +
  'did do does doing done down during each either else ever every few for from further had has have having he her here hers herself him himself his how ' +
  'however i if in into is it its itself just least less let like likely may me might more most much must my myself neither no nor not of off often on once ' +
  'one only or other others our ours ourselves out over own per rather same shall she should since so some such than that the their theirs them themselves ' +
  'then there these they this those through thus to too under until up upon us use used using very via was we were what when where whether which while who whom ' +
  'whose why will with within without would yet you your yours yourself yourselves etc e.g i.e s t';

const JAPANESE =
  'の に は を が と で も や へ か ね よ な だ て た し ば ず ぬ れ ら り る さ せ ん い う え お こ そ あ から まで より など ので のに けど けれど けれども しかし また および 及び 並びに ' +
  'または 又は もしくは 若しくは かつ 且つ です ます でした ました ません である であり であっ であろう でし まし ない なく なかっ なけれ なる なり なっ なら れる られ られる せる させ させる する した して している し い ' +
  'いる いた いて いない おり おる ある あり あっ あれ こと もの ため とき ところ よう ほか うち それ これ あれ どれ この その あの どの ここ そこ どこ こう そう どう ような ように として とし とも とか ' +
  'による により によっ によって について つい における おけ おける において おい に対し 対し 対する に関し 関し 関する という いう いい いっ といった ながら つつ だけ のみ ほど ばかり くらい ぐらい まま さらに ' +
  'すべて それぞれ いずれ いわゆる 何 なに なん 誰 だれ いつ いくつ いくら たい たく たり だっ だり だろう でしょ でしょう でき できる できた できない ください くださる いただく いただき いただけ よる よっ より らしい ' +
  'みたい べき はず わけ つもり もっ もつ 持つ やすい にくい';

export const ENGLISH_STOP_WORDS: ReadonlySet<string> = new Set(ENGLISH.split(' '));
export const JAPANESE_STOP_WORDS: ReadonlySet<string> = new Set(JAPANESE.split(/\s+/));
