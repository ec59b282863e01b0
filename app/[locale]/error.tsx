"use client";
import { PageFailure } from "#/components/ui/page-failure.tsx";

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function PageError({ error, reset }: Props) {
  return <PageFailure digest={error.digest} reset={reset} />;
}
