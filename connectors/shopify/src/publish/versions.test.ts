import { describe, expect, it } from "vitest";
import type { FoundFile } from "./find-files.ts";
import { ourNameIn } from "./names.ts";
import { versionsOf } from "./versions.ts";

const VALUE = "aq00000000n1v1.png";

const file = (more: Partial<FoundFile>): FoundFile => ({
  number: "7",
  alt: "",
  status: "READY",
  name: undefined,
  url: undefined,
  ...more,
});
const versions = (...files: readonly FoundFile[]) =>
  versionsOf({
    reference: { externalId: "a", itemId: null, remoteId: `${VALUE}/7` },
    files,
    shownAt: () => -1,
  });

describe("the file that is known", () => {
  it.each(["READY", "PROCESSING"] as const)("counts while it is %s without an address", (status) => {
    const { current, unused, isUnsettled } = versions(file({ status }));
    expect({ number: current?.number, value: current?.value }).toEqual({ number: "7", value: VALUE });
    expect({ unused, isUnsettled }).toEqual({ unused: [], isUnsettled: true });
  });

  it("does not count when it has never been an image", () => {
    const { current, unused } = versions(file({ status: "FAILED" }));
    expect({ current, unused }).toEqual({ current: undefined, unused: ["7"] });
  });

  it("counts when only an update of it has failed", () => {
    const url = `https://cdn.shopify.com/mug-${VALUE}`;
    const { current, unused } = versions(file({ status: "FAILED", url, name: ourNameIn(url) }));
    expect({ number: current?.number, unused }).toEqual({ number: "7", unused: [] });
  });
});
