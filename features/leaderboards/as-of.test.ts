import { describe, expect, it } from "vitest";
import { asOfMoment, asOfText } from "#/features/leaderboards/as-of.ts";

describe("asOfMoment", () => {
  it("takes a day to its end in UTC, and a full time as it is", () => {
    expect(asOfMoment("2026-11-01")?.toISOString()).toBe("2026-11-01T23:59:59.999Z");
    expect(asOfMoment("2026-11-01T12:00:00+08:00")?.toISOString()).toBe("2026-11-01T04:00:00.000Z");
  });

  it.each(["2026-02-30", "2026-13-01", "yesterday", "2026-11", "2026-11-01T12:00", "1e9"])(
    "refuses %s",
    (text) => {
      expect(asOfMoment(text)).toBeNull();
    },
  );

  it("is stated as the day, or as the moment in UTC", () => {
    expect(asOfText("2026-11-01")).toBe("2026-11-01");
    expect(asOfText("2026-11-01T12:00:00+08:00")).toBe("2026-11-01 04:00:00 UTC");
  });
});
