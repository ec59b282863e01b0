/** The dialects that are spoken: OpenAI chat completions, Anthropic messages, Gemini generateContent. */
export const protocols = ["openai", "anthropic", "gemini"] as const;

export type Protocol = (typeof protocols)[number];

export function isProtocol(text: string | null): text is Protocol {
  return protocols.some((protocol) => protocol === text);
}
