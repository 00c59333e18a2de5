import { copyFile, link, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";

/** Which files get a copy of their own: those that WordPress writes to. */
export type IsWritten = (path: string) => boolean;

/** Copies a folder in a fraction of a second: files are hard links to the original but for those written to. */
export async function linkTree(from: string, to: string, isWritten: IsWritten): Promise<void> {
  await mkdir(to, { recursive: true });
  const entries = await readdir(from, { withFileTypes: true });
  await Promise.all(
    entries.map((entry) => {
      const [source, target] = [join(from, entry.name), join(to, entry.name)];
      if (entry.isDirectory()) return linkTree(source, target, isWritten);
      return isWritten(source) ? copyFile(source, target) : linkOrCopy(source, target);
    }),
  );
}

async function linkOrCopy(source: string, target: string): Promise<void> {
  try {
    await link(source, target);
  } catch {
    // Another file system, or one without hard links.
    await copyFile(source, target);
  }
}
