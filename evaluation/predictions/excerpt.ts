const most = 40;

/** As much of the sender's own text as a message repeats, in one line and well formed. */
export function excerpt(text: string): string {
  const cut = text.length > most ? `${text.slice(0, most).replace(/[\ud800-\udbff]$/, "")}…` : text;
  return cut.replace(/[\p{Cc}\u2028\u2029]/gu, " ").toWellFormed();
}
