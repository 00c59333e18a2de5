import { isSafeName } from "../names.ts";

/** The last door before a path leaves: formats make safe, unique names, and this holds them to it. */
export function createPathGuard() {
  const taken = new Set<string>();
  return {
    /** @throws Error for a path that escapes or that another file has, case ignored: a defect of a format. */
    claim(path: string): void {
      if (!path.split("/").every(isSafeName)) {
        throw new Error(`unsafe path in a package: ${JSON.stringify(path)}`);
      }
      const key = path.toLowerCase();
      if (taken.has(key)) throw new Error(`two files of a package share the path ${path}`);
      taken.add(key);
    },
    get count() {
      return taken.size;
    },
  };
}
