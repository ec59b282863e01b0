import { normalizeText } from "#/lib/normalize-text.ts";

/**
 * Letters of other alphabets that look like Latin ones, each before what it looks like, capitals and small letters apart (after
 * the confusables of Unicode Technical Standard #39; what NFKD takes apart needs no line here).
 */
const lookAlikes = new Map(
  [
    "АAВBЕEЅSІIЈJКKМMНHОOРPСCТTУYХXԚQԜWҮYӀlЗ3",
    "аaеeоoрpсcуyхxѕsіiјjԛqԝwһhԁdӏlкkмmнhтtвbгrзз",
    "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX",
    "αaβbγyηnιiκkνvοoρpσoτtυuχxωw",
    "օoսuոnհhցgյjզqՏS",
    "ᎪAᏴBᏟCᎠDᎬEᎻHᎫJᏦKᏞLᎷMᎾOᏢPᎡRᏚSᎢTᏙVᎳWᏃZ",
    "ıiɑaɡgɩiᴀaʙbᴄcᴅdᴇeɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢzłlØOøođdħhŧtǀl",
  ].flatMap((line) => {
    const letters = [...line];
    return letters.flatMap((letter, index) =>
      index % 2 === 0 ? [[letter, letters[index + 1] ?? letter] as const] : [],
    );
  }),
);

const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Returns a name as it is kept: without what nobody sees, spaces one at a time. */
export function cleanName(name: string): string {
  return normalizeText(name, "NFC").replace(/\s+/g, " ").replace(unseen, "").replace(/ +/g, " ").trim();
}

/**
 * Returns what two names that look alike have in common: no case, marks, spaces or punctuation (but where it parts two numbers,
 * and `+` and `#`), and one letter for all that look like it. Empty where nothing of it is a letter or a digit.
 */
export function nameKey(name: string): string {
  return prefixKeys(name).at(-1) ?? "";
}

/** Returns the keys of the first word, of the first two words and so on: what the name begins with. */
export function prefixKeys(name: string): string[] {
  const words = wordsOf(name);
  let joined = "";
  return words.map((word) => {
    joined += /\d$/.test(joined) && /^\d/.test(word) ? `-${word}` : word;
    return joined.replace(/[1i|]/g, "l").replace(/0/g, "o").replaceAll("rn", "m").replaceAll("vv", "w");
  });
}

function wordsOf(name: string): string[] {
  const plain = normalizeText(name, "NFKD").replace(unseen, "").replace(/\p{M}/gu, "");
  return [...plain]
    .map((letter) => lookAlikes.get(letter) ?? letter)
    .join("")
    .toLowerCase()
    .split(/[^\p{L}\p{N}+#.|]+/u)
    .map((word) => word.replace(/\.(?!\d)|(?<!\d)\./g, ""))
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}
