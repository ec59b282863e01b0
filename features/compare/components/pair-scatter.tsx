"use client";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import type { Dot } from "#/components/charts/scatter-figure.tsx";
import { WhenSeen } from "#/components/charts/when-seen.tsx";
import { fill } from "#/lib/i18n/fill.ts";

const ScatterFigure = dynamic(
  async () => (await import("#/components/charts/scatter-figure.tsx")).ScatterFigure,
  { ssr: false },
);

type Props = {
  label: string;
  names: { first: string; second: string };
  dots: Dot[];
  /** By the key of a dot, what it is called and where it leads; items need no table. */
  doors?: { name: string; href: string }[];
  /** Before the number of an item. */
  items: string;
  digits: number;
  diagonal?: readonly [number, number] | undefined;
  texts: { point: string; hint: string; loading: string };
};

/** One model against the other: a dot is an item or a slice, and opens what it stands for. */
export function PairScatter({ label, names, dots, doors, items, digits, diagonal, texts }: Props) {
  const router = useRouter();
  const shown = (value: number) => value.toFixed(digits).replace("-", "−");
  return (
    <WhenSeen waiting={texts.loading} height={470}>
      <ScatterFigure
        label={label}
        xName={names.first}
        yName={names.second}
        dots={dots}
        diagonal={diagonal}
        hint={texts.hint}
        describe={([key, first, second]) =>
          fill(texts.point, {
            ...names,
            name: doors?.[key]?.name ?? `#${key}`,
            x: shown(first),
            y: shown(second),
          })
        }
        onOpen={([key]) => router.push(doors?.[key]?.href ?? `${items}${key}`)}
      />
    </WhenSeen>
  );
}
