import { getTranslations } from "next-intl/server";
import { Notice } from "#/components/ui/notice.tsx";
import { untrustedProxy } from "#/lib/http/untrusted-proxy.ts";

/** That requests come through a proxy which the board was not told to believe. */
export async function ProxyNotice() {
  const proxy = untrustedProxy();
  if (!proxy) return null;
  const t = await getTranslations("admin.untrustedProxy");
  return (
    <div className="mb-10">
      <Notice tone="attention" title={t("title")}>
        {t("text", {
          peer: proxy.peer,
          header: proxy.header === "forwarded" ? "Forwarded" : "X-Forwarded-For",
        })}
      </Notice>
    </div>
  );
}
