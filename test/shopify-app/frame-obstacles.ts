import { createRequire } from "node:module";
import type { Frame } from "playwright-core";
import { z } from "zod";

/** The axe that Playwright's package has, which would look through the page around the app as well, in six times the time. */
const { source } = z
  .object({ source: z.string() })
  .parse(createRequire(createRequire(import.meta.url).resolve("@axe-core/playwright"))("axe-core"));

const found = z.array(z.string());

/** What axe finds within a frame that keeps people from using it. */
export async function frameObstacles(frame: Frame): Promise<string[]> {
  if ((await frame.evaluate("typeof axe")) === "undefined") await frame.evaluate(source);
  return found.parse(
    await frame.evaluate(`axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
      violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)))`),
  );
}
