import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";

const module = new URL("interrupted.ts", import.meta.url).href;
const script = `
  import { interrupted } from ${JSON.stringify(module)};
  const work = setInterval(() => undefined, 1_000);
  const told = interrupted();
  process.stderr.write("works");
  await told;
  clearInterval(work);
  process.stdout.write("stops well");
`;

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  it(`waits until the process is told to stop by ${signal}`, async () => {
    const child = spawn(process.execPath, ["--input-type=module", "--eval", script]);
    const said = text(child.stdout);
    await once(child.stderr, "data");
    child.kill(signal);
    expect(await once(child, "exit")).toEqual([0, null]);
    expect(await said).toBe("stops well");
  });
}
