"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";

export function MainNavigation({
  label,
  places,
}: {
  label: string;
  places: { href: string; label: string }[];
}) {
  const path = usePathname();
  return (
    <nav aria-label={label}>
      <ul className="flex gap-1 whitespace-nowrap">
        {places.map((place) => (
          <li key={place.href}>
            <Link
              href={place.href}
              prefetch={false}
              aria-current={path === place.href || path.startsWith(`${place.href}/`) ? "page" : undefined}
              className="block border-b-2 border-transparent px-2 pt-3.5 pb-3 text-muted hover:text-ink aria-[current=page]:border-ink aria-[current=page]:text-ink"
            >
              {place.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
