import type { Publication } from "@assetql/contract";
import { problemReasons } from "@assetql/shopify/problem-reasons";
import { expect, it } from "vitest";
import type { Visit } from "../../server/services.ts";
import { whyStopped } from "./why-stopped.server.ts";

it("takes a shop that is frozen or locked for one that lets the app in again no more than it did", async () => {
  const stopped = (detail: string) =>
    whyStopped({} as Pick<Visit, "admin">, {
      id: "pub_01jd0000000000000000000001" as Publication["id"],
      status: "paused",
      problem: { code: "credentials-refused", detail },
    });
  expect(await stopped("The shop no longer lets the app in.")).toBe("no-access");
  expect(await stopped(problemReasons["shop-frozen"])).toBeNull();
  expect(await stopped(problemReasons["shop-locked"])).toBeNull();
});
