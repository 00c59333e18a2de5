import { describe, expect, it } from "vitest";
import { AssetFault } from "../problems.ts";
import { smoothPng } from "../test-support.ts";
import { inspectPng, verifyPngChecksums } from "./png.ts";

const png = await smoothPng(40, 30);

function faultOf(bytes: Uint8Array): unknown {
  try {
    inspectPng(bytes);
    verifyPngChecksums(bytes);
    return undefined;
  } catch (error) {
    return error instanceof AssetFault ? error.code : error;
  }
}

describe("inspectPng", () => {
  it("tells the size", () => {
    expect(inspectPng(png)).toEqual({ width: 40, height: 30 });
  });

  it("refuses every truncation", () => {
    for (let length = 0; length < png.length; length += 1) {
      expect(faultOf(png.subarray(0, length))).toBe("asset-unreadable");
    }
  });

  it("refuses any changed byte behind the signature", () => {
    for (let at = 8; at < png.length; at += 1) {
      const damaged = Buffer.from(png);
      damaged[at] = (damaged[at]! + 1) & 255;
      // A damaged size may also be too large a size.
      expect(["asset-unreadable", "asset-too-large"]).toContain(faultOf(damaged));
    }
  });

  it("refuses data behind the end", () => {
    expect(faultOf(Buffer.concat([png, Buffer.from("PK")]))).toBe("asset-unreadable");
  });

  it("refuses another format", () => {
    expect(faultOf(Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"))).toBe("asset-unreadable");
  });
});
