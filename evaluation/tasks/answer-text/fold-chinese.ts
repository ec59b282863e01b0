const traditional =
  "選應該為對錯確項個認與還沒無圖較適當號據覺從這們將並會實過於題說現見經總結顯問畫質標準響應雜訊點亂異裡後間變動態糊強幾種類優構諸彙讓際僅觀誤視檢測細節暗亮飽豐單調銳嚴輕極覆寫錄屬歸擇張須顏麗陰陽線鏡頭層邊緣紋壓縮階濃鮮豔純測誌來帶塊樣鬆緊遠近曠繁簡舊髒潔淨糢評給滿數級勻虛鑒鑑幀";
const simplified =
  "选应该为对错确项个认与还没无图较适当号据觉从这们将并会实过于题说现见经总结显问画质标准响应杂讯点乱异里后间变动态糊强几种类优构诸汇让际仅观误视检测细节暗亮饱丰单调锐严轻极覆写录属归择张须颜丽阴阳线镜头层边缘纹压缩阶浓鲜艳纯测志来带块样松紧远近旷繁简旧脏洁净模评给满数级匀虚鉴鉴帧";

const folded = new Map(
  [...traditional].map((character, at) => [character, [...simplified][at] ?? character]),
);

/** Returns a text with the traditional characters that answers are made of in their simplified form; as long as it was. */
export function foldChinese(text: string): string {
  return text.replace(/\p{Script=Han}/gu, (character) => folded.get(character) ?? character);
}
