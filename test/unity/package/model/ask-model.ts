import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { compileProgram } from "../../../../unity-bridge/scripts/compile.mjs";
import { programOnPath, skippedBecause } from "../../../support/programs.ts";

const unityPackage = new URL("../../../../unity-bridge/com.assetql.unity-bridge/", import.meta.url);

/** The window's model, which knows nothing of Unity, behind a console. */
const sources = [
  fileURLToPath(new URL("Editor/Model", unityPackage)),
  fileURLToPath(new URL("Runtime/NameIndex.cs", unityPackage)),
  ...["Program.cs", "Views.cs", "Forms.cs", "Plain.cs"].map((name) =>
    fileURLToPath(new URL(name, import.meta.url)),
  ),
];

const missing =
  programOnPath("mcs") && programOnPath("mono") ? undefined : "it needs Mono (mono-mcs, mono-runtime)";
export const withoutMono = skippedBecause("the model of the Unity window", missing);

/** What the model makes of each of these, in their order. It is for the tests to say what that has to be. */
export async function askModel(...asked: readonly object[]) {
  const program = spawn("mono", [compileProgram("editor-model", sources)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  program.stdin.end(asked.map((one) => `${JSON.stringify(one)}\n`).join(""));
  const [output, [code]] = await Promise.all([text(program.stdout), once(program, "close")]);
  if (code !== 0) throw new Error(`the program ended with ${code}: ${output.slice(-500)}`);
  return output
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}
