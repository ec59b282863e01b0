import { Fragment } from "react";

// What changes how other text looks, or cannot be seen at all: direction marks, zero-width and control characters.
// Joiners stay, since scripts and emoji need them; so do tab and line ends.
const unseen = /((?![\t\n\r\u200c\u200d])[\p{Cc}\p{Cf}\u2028\u2029])/u;

/** Text as a model wrote it, as text: what cannot be seen is named, and its direction ends where it does. */
export function ModelText({ text }: { text: string | null | undefined }) {
  if (!text) return null;
  if (!unseen.test(text)) return <bdi>{text}</bdi>;
  return (
    <bdi>
      {text.split(unseen).map((part, index) =>
        index % 2 === 0 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
          <Fragment key={index}>{part}</Fragment>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
          <span key={index} className="mx-px rounded-sm bg-surface px-0.5 font-mono text-2xs text-warm">
            {codeOf(part)}
          </span>
        ),
      )}
    </bdi>
  );
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
