"use client";
import "#/app/globals.css";
import { PageFailure } from "#/app/[locale]/_shell/page-failure.tsx";

type Props = { error: Error & { digest?: string }; reset: () => void };

/** Where the frame of the page itself could not be built: the same words, without a header. */
export default function FrameError({ error, reset }: Props) {
  return (
    <html lang="en">
      <body className="font-sans text-sm antialiased">
        <main>
          <PageFailure digest={error.digest} reset={reset} />
        </main>
      </body>
    </html>
  );
}
