import { isTest } from "#/scripts/structure/floors.ts";
import { importsOf } from "#/scripts/structure/imports.ts";
import type { SourceFile } from "#/scripts/structure/source-file.ts";

/** Returns components of the shared UI that read our messages: another product gives them its own texts as props. */
export function ownMessageProblems(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => path.startsWith("components/") && !isTest(path))
    .flatMap((file) =>
      importsOf(file)
        .filter(({ target }) =>
          /^(next-intl|messages)(\/|$)|^lib\/i18n\/(load-messages|request)/.test(target),
        )
        .map(({ target }) => `${file.path}: ${target} brings our messages; texts come as props`),
    );
}
