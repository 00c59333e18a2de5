import { execFileSync } from "node:child_process";

/** Why no disk of a test's own can be mounted, in a namespace of its own; undefined when one can. */
export function whyNoMounts(): string | undefined {
  try {
    execFileSync("unshare", ["-rm", "sh", "-c", "mount -t tmpfs -o size=1m none /mnt"], { stdio: "ignore" });
    return undefined;
  } catch {
    return "nothing can be mounted here";
  }
}
