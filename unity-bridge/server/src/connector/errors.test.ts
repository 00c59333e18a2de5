import { bridgeProblemCodes } from "@assetql/contract";
import { describe, expect, it } from "vitest";
import { EditorProblem } from "../session/problems.ts";
import { asConnectorErrors, connectorErrorOf } from "./errors.ts";

describe("an editor's refusal, as the host is told of it", () => {
  it.each([
    ["disk-full", "storage-full"],
    ["permission-denied", "permission-denied"],
    ["path-refused", "refused"],
    ["file-changed", "changed-meanwhile"],
    ["editor-away", "unavailable"],
    ["import-busy", "unavailable"],
  ])("%s is %s", (code, expected) => {
    expect(connectorErrorOf(code, "In the editor's words.")).toMatchObject({
      code: expected,
      message: "In the editor's words.",
    });
  });

  it("is one whatever its code, and nothing else is", async () => {
    for (const code of bridgeProblemCodes) {
      const asked = asConnectorErrors(() => Promise.reject(new EditorProblem(code, "No.")));
      await expect(asked).rejects.toMatchObject({ name: "ConnectorError", message: "No." });
    }
    const ours = asConnectorErrors(() => Promise.reject(new Error("a mistake")));
    await expect(ours).rejects.toMatchObject({ name: "Error" });
  });
});
