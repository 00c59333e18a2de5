const PROBLEMS = {
  "signature-invalid": [
    403,
    "The link is not valid",
    "This link was changed or never given out. Ask for a new one.",
  ],
  "url-expired": [403, "The link has expired", "This link's time is over. Ask for a new one."],
  "not-found": [404, "There is no such file", "The file was deleted, or it was never here."],
  "method-not-allowed": [405, "Only GET, HEAD and PUT", "Use GET to read a file and PUT to upload one."],
  "already-uploaded": [
    409,
    "The file was uploaded already",
    "An upload link takes one file. Ask for a new link.",
  ],
  "payload-too-large": [
    413,
    "The file is too large",
    "The file is larger than this upload link takes. Upload a smaller one.",
  ],
  "range-not-satisfiable": [416, "The range is outside the file", "Ask for bytes the file has."],
  "upload-incomplete": [
    400,
    "The upload ended early",
    "The connection was closed before the whole file came. Upload it again.",
  ],
} as const;

/** Why a file was not served or taken. */
export type FileProblem = keyof typeof PROBLEMS;

/** The refusal as RFC 9457 has it, with the stable `code` added. */
export function problem(code: FileProblem, headers: Record<string, string> = {}): Response {
  const [status, title, detail] = PROBLEMS[code];
  const body = JSON.stringify({ type: `https://assetql.dev/problems/${code}`, title, status, code, detail });
  return new Response(body, {
    status,
    headers: { ...headers, "content-type": "application/problem+json", "cache-control": "no-store" },
  });
}
