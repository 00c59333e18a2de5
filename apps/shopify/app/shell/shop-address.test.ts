import { describe, expect, it } from "vitest";
import { installUrl, shopNameOf } from "./shop-address.ts";

describe("a shop's address, as people type it", () => {
  it.each([
    ["my-shop", "my-shop"],
    ["  My-Shop.myshopify.com ", "my-shop"],
    ["https://my-shop.myshopify.com/admin?x=1", "my-shop"],
    ["admin.shopify.com/store/my-shop/products", "my-shop"],
    ["https://admin.shopify.com/store/my-shop", "my-shop"],
  ])("understands %s", (typed, name) => {
    expect(shopNameOf(typed)).toBe(name);
  });

  it.each(["", "shop.example.com", "my shop", "-shop", "evil.com/.myshopify.com", "a@b.myshopify.com"])(
    "refuses %j",
    (typed) => {
      expect(shopNameOf(typed)).toBeUndefined();
    },
  );

  it("leads to the app's installation in that shop, and nowhere else", () => {
    const url = new URL(installUrl("my-shop", "k&y"));
    expect(url.origin).toBe("https://admin.shopify.com");
    expect(url.pathname).toBe("/store/my-shop/oauth/install");
    expect(url.searchParams.get("client_id")).toBe("k&y");
  });
});
