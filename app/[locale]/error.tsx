"use client";
import { PageFailure } from "#/app/[locale]/_shell/page-failure.tsx";

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function PageError({ error, reset }: Props) {
  return <PageFailure digest={error.digest} reset={reset} />;
}
