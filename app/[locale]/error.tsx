"use client";
import { useEffect, useState } from "react";
import { Button } from "#/components/ui/button.tsx";
import english from "#/messages/en/error.json";
import chinese from "#/messages/zh-CN/error.json";

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function PageError({ error, reset }: Props) {
  const [t, setTexts] = useState(english);
  useEffect(() => {
    if (document.documentElement.lang === "zh-CN") setTexts(chinese);
  }, []);
  return (
    <div className="mx-auto max-w-3xl px-4 py-10 sm:px-6">
      <h1 className="mb-2 text-xl font-semibold">{t.title}</h1>
      <p className="prose-measure mb-4 text-muted">{t.text}</p>
      <Button onClick={reset}>{t.retry}</Button>
      {error.digest ? (
        <p className="mt-4 text-xs text-muted">
          {t.code} <code className="font-mono">{error.digest}</code>
        </p>
      ) : null}
    </div>
  );
}
