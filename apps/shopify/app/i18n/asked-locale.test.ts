import { describe, expect, it } from "vitest";
import { askedLocale, localeOf } from "./asked-locale.ts";

const asked = (url: string, header?: string) =>
  askedLocale(
    new Request(
      `https://app.example${url}`,
      header === undefined ? {} : { headers: { "accept-language": header } },
    ),
  );

describe("the language somebody asks for", () => {
  it("is that of Shopify admin before the browser's", () => {
    expect(asked("/app?locale=de-DE", "en-GB,en;q=0.9")).toBe("de");
  });

  it("is the browser's first outside Shopify admin", () => {
    expect(asked("/", "de-AT;q=0.9, en;q=0.8")).toBe("de");
    expect(asked("/", "en-GB, de;q=0.8")).toBe("en");
  });

  it("is English where we do not speak it, or nobody says", () => {
    expect(asked("/app?locale=fr")).toBe("en");
    expect(asked("/")).toBe("en");
    expect(localeOf("deu")).toBe("en");
    expect(localeOf(undefined)).toBe("en");
  });
});
