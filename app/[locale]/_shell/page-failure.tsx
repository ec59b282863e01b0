"use client";
import { useEffect, useState } from "react";
import { Button, buttonClass } from "#/components/ui/button.tsx";
import english from "#/messages/en/error.json";
import chinese from "#/messages/zh-CN/error.json";

type Props = { digest: string | undefined; reset: () => void };

/** Renders what to say when a page cannot be built; its words come with the script, for nothing else may be there. */
export function PageFailure({ digest, reset }: Props) {
  const [t, setTexts] = useState(english);
  useEffect(() => {
    if (!wantsChinese()) return;
    document.documentElement.lang = "zh-CN";
    setTexts(chinese);
  }, []);
  return (
    <div className="mx-auto max-w-3xl px-4 py-10 sm:px-6">
      <title>{t.title}</title>
      <h1 className="mb-2 text-xl font-semibold">{t.title}</h1>
      <p className="prose-measure mb-4 text-muted">{t.text}</p>
      <p className="flex flex-wrap gap-2">
        <Button tone="primary" onClick={reset}>
          {t.retry}
        </Button>
        {/* A full load: what failed may be the script that would change the page in place. */}
        <a href="/" className={buttonClass({})}>
          {t.home}
        </a>
      </p>
      {digest ? (
        <p className="mt-4 text-xs text-muted">
          {t.code} <code className="font-mono">{digest}</code>
        </p>
      ) : null}
    </div>
  );
}

function wantsChinese(): boolean {
  const chosen = /(?:^|; )locale=([^;]+)/.exec(document.cookie)?.[1];
  return (chosen ?? document.documentElement.lang) === "zh-CN";
}
