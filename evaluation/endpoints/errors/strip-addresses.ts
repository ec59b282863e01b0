const url = /\b(?:https?|wss?|grpc|tcp):\/\/[^\s"'<>)\]}]+/gi;
const ipv4 = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?![\w.]*\w)/g;
const ipv6 = /\[[0-9a-f]*:[0-9a-f:.]+\](?::\d{1,5})?/gi;
const mark = "[address]";

/** Returns a server's words without the URLs and IP addresses in them: a run's are public, where its endpoint lives is not. */
export function stripAddresses(text: string): string {
  return text.replace(url, mark).replace(ipv4, mark).replace(ipv6, mark);
}
