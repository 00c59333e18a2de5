import { readFileSync } from "node:fs";
import {
  BRIDGE_LIMITS,
  BRIDGE_PATH,
  BRIDGE_PORT,
  BRIDGE_PROTOCOL,
  BRIDGE_RECONNECT_SECONDS,
  bridgeCalls,
  bridgeCloseCodes,
  bridgeCommands,
  bridgeEvents,
  bridgeProblemCodes,
} from "@assetql/contract";
import { describe, expect, it } from "vitest";
import { defaultWireLimits } from "./limits.ts";

const page = readFileSync(new URL("../../../PROTOCOL.md", import.meta.url), "utf8");

/** The first cells of the table below a heading. */
function namesBelow(heading: string): string[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(heading)) ?? "";
  const rows = section.split("\n").filter((line) => /^\| (?!-)/.test(line));
  return rows.slice(1).map((row) => (row.split("|")[1] ?? "").trim().replaceAll("`", ""));
}

describe("PROTOCOL.md", () => {
  it.each([
    ["Commands", ["hello", ...Object.keys(bridgeCommands)]],
    ["Calls", Object.keys(bridgeCalls)],
    ["Events", Object.keys(bridgeEvents)],
    ["Problems", [...bridgeProblemCodes]],
    // The last two are the WebSocket's own.
    ["Closes", [...Object.values(bridgeCloseCodes).map(String), "1007", "1009"]],
  ])("names all there are: %s", (heading, names) => {
    expect(namesBelow(heading).sort()).toEqual(names.sort());
  });

  it("names the limits as they are", () => {
    const section = page.slice(page.indexOf("## Limits"));
    for (const limit of [...Object.values(BRIDGE_LIMITS), defaultWireLimits.running]) {
      expect(section).toMatch(new RegExp(`\\b${limit.toLocaleString("en")}\\b`));
    }
    expect(page).toContain(`The last ${defaultWireLimits.keptAnswers.toLocaleString("en")} answers`);
    expect(page).toContain(`The ${defaultWireLimits.uploads} used last`);
    expect(page).toContain(`more than ${defaultWireLimits.sockets} sockets`);
  });

  it("says where the bridge is, and when to come again", () => {
    for (const fact of [BRIDGE_PROTOCOL, `<port>${BRIDGE_PATH}`, `usual port is ${BRIDGE_PORT}`]) {
      expect(page).toContain(fact);
    }
    const [last, ...others] = [...BRIDGE_RECONNECT_SECONDS].reverse();
    expect(page).toContain(`${others.reverse().join(", ")} and then every ${last} seconds`);
  });
});
