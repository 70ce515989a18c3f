// Everyday words that two texts share without being about the same thing. They count in the sum as their rarity says, but
// as a reason shown to a person they would only raise a smile ("both say: year").
import { forEachTerm } from './analysis/terms.js';

const ENGLISH =
  'one two three four five six seven eight nine ten hundred thousand million first second third half double last next time times minute hour day week month ' +
  'year years yen kg cm mm km today morning evening night summer winter spring autumn now soon later early late way ways thing things part parts piece pieces place ' +
  'people person man woman someone somebody maker makers company companies firm town city region shop work works worker job help need needs want ask find found give take ' +
  'make made get keep put come go run see look read know say tell show try start stop stay begin end open close leave bring carry hold turn move change grow become seem ' +
  'let lose cost price cheap small large big long short high low good better best bad new old full free easy hard whole many little enough even still already also alone away across around ' +
  'back together almost well far near top step steps every without own different able ready important simple real right wrong water ground rain paper papers number numbers amount share ' +
  'use used user result results test tests example case cases point kind type form line side area problem problems question answer idea student students page';

const JAPANESE =
  '会社 企業 工場 社員 職場 現場 県内 地元 時間 毎日 毎週 毎年 毎朝 一日 半日 一週間 週間 半年 一年 年間 途中 手前 場所 方法 仕組み 理由 原因 条件 問題 課題 結果 効果 種類 部分 全体 状態 ' +
  '一覧 項目 自社 他社 社内 相談 紹介 説明 確認 利用 使用 活用 開発 製造 製品 商品 材料 部品 設備 装置 作業 仕事 技術 研究 試験 実験 対応 改善 導入 実施 必要 可能 簡単 重要 同じ 新しい 古い ' +
  '大きい 小さい 多い 少ない 高い 低い 長い 短い 早い 速い 遅い 良い 悪い 使う 使い 作る 作り 入れる 入れ 出す 出し 付ける 付け 増える 増え 増やす 減る 減らす 減らし 変える 変え 変わる ' +
  '見る 見える 知る 分かる 読める 決める 直す 直せる 違う 違い 要る 当たる 忘れ 運ぶ 探す 選ぶ 比べる 始める 続ける 進める 求める 考える 向け 向き 交代 二人 三人 数人 人手 今年 去年 今 回 件 社 トン';

const found = new Set<string>();
for (const words of [ENGLISH, JAPANESE]) forEachTerm(words, (term) => found.add(term));

/** Terms, in the form in which texts are cut. */
export const PLAIN_TERMS: ReadonlySet<string> = found;
