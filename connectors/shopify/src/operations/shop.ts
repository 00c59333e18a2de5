import { z } from "zod";
import { operation } from "../client/operation.ts";

export const shopName = operation<Record<string, never>>()({
  name: "ShopName",
  document: "query ShopName { shop { name } }",
  schema: z.object({ shop: z.object({ name: z.string() }) }),
});

export const shopCurrency = operation<Record<string, never>>()({
  name: "ShopCurrency",
  document: "query ShopCurrency { shop { currencyCode } }",
  schema: z.object({ shop: z.object({ currencyCode: z.string() }) }),
});
