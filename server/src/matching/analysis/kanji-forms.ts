// Old forms of kanji (left) and the forms in use today (right), as in the 1949/1981 tables of forms in common use,
// with a few variants that still appear in names of companies and places. Pairs that NFKC already joins are left out.
const PAIRS =
  '亞亜惡悪壓圧圍囲爲為醫医壹壱稻稲飮飲隱隠營営榮栄衞衛驛駅圓円緣縁艷艶鹽塩奧奥應応橫横歐欧毆殴黃黄溫温穩穏假仮價価畫画會会壞壊懷懐繪絵擴拡殼殻覺覚學学嶽岳樂楽勸勧卷巻寬寛歡歓罐缶觀観關関陷陥' +
  '顏顔歸帰氣気龜亀僞偽戲戯犧犠舊旧據拠擧挙虛虚峽峡挾挟狹狭鄕郷曉暁區区驅駆勳勲薰薫徑径惠恵揭掲攜携溪渓經経繼継莖茎螢蛍輕軽鷄鶏藝芸缺欠儉倹劍剣圈圏檢検權権獻献縣県險険顯顕驗験嚴厳效効廣広恆恒鑛鉱號号國国黑黒' +
  '濟済碎砕齋斎劑剤雜雑參参慘惨棧桟蠶蚕贊賛殘残絲糸姊姉齒歯兒児辭辞濕湿實実舍舎寫写釋釈壽寿收収從従澁渋獸獣縱縦肅粛處処緖緒敍叙奬奨將将牀床涉渉燒焼稱称證証乘乗剩剰壤壌孃嬢條条淨浄疊畳穰穣讓譲釀醸囑嘱觸触寢寝愼慎' +
  '晉晋眞真盡尽圖図粹粋醉酔隨随髓髄數数樞枢聲声靜静齊斉攝摂竊窃專専戰戦淺浅潛潜纖繊踐践錢銭禪禅雙双壯壮搜捜插挿巢巣爭争總総聰聡莊荘裝装騷騒增増臟臓藏蔵屬属續続墮堕體体對対帶帯滯滞臺台瀧滝擇択澤沢單単擔担膽胆團団彈弾斷断' +
  '癡痴遲遅晝昼蟲虫鑄鋳廳庁聽聴鎭鎮遞逓鐵鉄轉転點点傳伝黨党盜盗燈灯當当鬪闘德徳獨独讀読屆届繩縄貳弐惱悩腦脳廢廃拜拝賣売麥麦發発髮髪拔抜蠻蛮祕秘濱浜甁瓶拂払佛仏變変邊辺邉辺辨弁瓣弁辯弁舖舗步歩穗穂寶宝襃褒豐豊沒没飜翻槪概' +
  '萬万滿満默黙譯訳彌弥藥薬與与譽誉餘余豫予搖揺樣様謠謡慾欲來来賴頼亂乱覽覧龍竜兩両獵猟鄰隣壘塁淚涙勵励禮礼隸隷靈霊齡齢戀恋爐炉勞労朗朗樓楼錄録灣湾瑤瑶髙高﨑崎槇槙遙遥凜凛冨富嶋島';

export const OLD_KANJI: ReadonlyMap<string, string> = new Map(
  Array.from({ length: [...PAIRS].length / 2 }, (_, pair): [string, string] => {
    const characters = [...PAIRS];
    return [characters[pair * 2]!, characters[pair * 2 + 1]!];
  }),
);
