import type { ByteRange } from "@assetql/core/ports";

/**
 * The range a `Range` header asks for in a file of `totalBytes`. `undefined` means the whole file: there is no
 * header, its unit or form is unknown, or it lists several ranges (RFC 9110, 14.2 allows to ignore it then).
 */
export function parseRange(
  header: string | null,
  totalBytes: number,
): ByteRange | "unsatisfiable" | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  const [, first = "", last = ""] = match ?? [];
  if (match === null || (first === "" && last === "")) return undefined;
  const lastByte = totalBytes - 1;
  if (first === "") {
    const suffix = Number(last);
    if (suffix === 0 || totalBytes === 0) return "unsatisfiable";
    return { start: Math.max(0, totalBytes - suffix), end: lastByte };
  }
  const start = Number(first);
  const end = last === "" ? lastByte : Number(last);
  if (last !== "" && end < start) return undefined;
  return start > lastByte ? "unsatisfiable" : { start, end: Math.min(end, lastByte) };
}
