import { describe, expect, it } from "vitest";
import { readEnvironment } from "./environment.ts";
import { CliError } from "./errors.ts";

describe("readEnvironment", () => {
  it("takes an empty variable for none", () => {
    expect(readEnvironment({ ASSETQL_URL: "", NO_COLOR: "" })).toEqual({
      url: undefined,
      apiKey: undefined,
      dataFolder: undefined,
      debug: false,
      noColour: false,
    });
  });

  it("names every variable that is wrong", () => {
    const read = () => readEnvironment({ ASSETQL_URL: "ftp://x", ASSETQL_API_KEY: "short" });
    expect(read).toThrow(CliError);
    expect(read).toThrow(/ASSETQL_URL must be an address.*\n {2}ASSETQL_API_KEY is too short/);
  });
});
