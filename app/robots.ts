import type { MetadataRoute } from "next";
import { env } from "#/lib/env.ts";

export const dynamic = "force-dynamic";

/** What others may list: the pages that everybody sees. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: "*",
      allow: ["/", "/api/v1/images/"],
      disallow: ["/api/", "/account", "/admin"],
    },
    host: env().NEXTAUTH_URL,
  };
}
