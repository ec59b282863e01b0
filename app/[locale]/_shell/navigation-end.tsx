"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect } from "react";

/** The other half of `instrumentation-client.ts`: the page that was on its way is there. */
export function NavigationEnd() {
  const place = `${usePathname()}?${useSearchParams()}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs again at every new place
  useEffect(() => {
    delete document.documentElement.dataset.going;
  }, [place]);
  return null;
}
