import type { ReceivedMail } from "@assetql/core/testing";

/** A single-part message as it came over the wire (RFC 5322, 2045 and 2047), independent of what wrote it. */
export function readMail(raw: string, envelope: Pick<ReceivedMail, "from" | "to">): ReceivedMail {
  const end = raw.indexOf("\r\n\r\n");
  const head = raw.slice(0, end).replaceAll(/\r\n[ \t]+/g, " ");
  const headers = head.split("\r\n").map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), decodeWords(line.slice(colon + 1).trim())];
  });
  const encoding = headers.find(([name]) => name === "content-transfer-encoding")?.[1] ?? "7bit";
  const text = decodeBody(raw.slice(end + 4), encoding).replaceAll("\r\n", "\n");
  return { ...envelope, headers, text };
}

export const headerOf = ({ headers }: ReceivedMail, wanted: string): string | undefined =>
  headers.find(([name]) => name === wanted)?.[1];

/** White space between two encoded words is not part of the text. */
function decodeWords(text: string): string {
  const joined = text.replaceAll(/\?=\s+=\?/g, "?==?");
  return joined.replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
    kind.toLowerCase() === "b"
      ? Buffer.from(word, "base64").toString("utf8")
      : decodeQuoted(word.replaceAll("_", " ")),
  );
}

function decodeBody(body: string, encoding: string): string {
  if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8");
  return encoding === "quoted-printable" ? decodeQuoted(body.replaceAll("=\r\n", "")) : body;
}

function decodeQuoted(text: string): string {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1").toString("utf8");
}
