import { describe, expect, it } from "vitest";
import { formatOf } from "./format.ts";

const en = formatOf("en", "UTC");
const de = formatOf("de", "Europe/Berlin");
/** Intl chooses among several spaces. */
const plain = (text: string) => text.replace(/\s/g, " ");

describe("numbers, sums and times in words", () => {
  it("never rounds a share up to a limit", () => {
    expect(plain(en.percent(0.8499))).toBe("84%");
    expect(plain(de.percent(0.85))).toBe("85 %");
    // 0.29 × 100 is a little less than 29 to a computer.
    expect(plain(en.percent(0.29))).toBe("29%");
    expect(plain(en.percent(1))).toBe("100%");
  });

  it("writes sums as the language does, small ones with more digits", () => {
    expect(plain(en.money(12.5, "USD"))).toBe("$12.50");
    expect(plain(de.money(1234.5, "EUR"))).toBe("1.234,50 €");
    expect(plain(en.money(0.0125, "USD"))).toBe("$0.0125");
    expect(plain(en.money(1200, "JPY"))).toBe("¥1,200");
    expect(plain(de.money(2.125, "KWD"))).toBe("2,125 KWD");
  });

  it("writes times in the time zone it is given", () => {
    const at = Date.UTC(2026, 10, 28, 23, 30);
    expect(plain(en.dateTime(at))).toBe("Nov 28, 2026, 11:30 PM");
    expect(plain(de.date(at))).toBe("29.11.2026");
  });

  it("rounds how long something takes", () => {
    expect(plain(en.duration(0.2))).toBe("1 second");
    expect(plain(en.duration(89))).toBe("89 seconds");
    expect(plain(de.duration(300))).toBe("5 Minuten");
    expect(plain(de.duration(7_200))).toBe("2 Stunden");
  });
});
