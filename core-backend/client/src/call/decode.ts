import { type Operation, problemSchema } from "@assetql/contract";
import { ApiProblemError, ConnectionError, UnexpectedResponseError } from "./errors.ts";

/** The result of an operation, checked against the contract. Throws {@link UnexpectedResponseError}. */
export async function decode({ id, response: expected }: Operation, response: Response): Promise<unknown> {
  if (expected.kind === "empty") return undefined;
  if (expected.kind === "redirect") {
    const location = response.headers.get("Location");
    if (location !== null) return location;
    // Browsers hide redirects from scripts.
    throw new UnexpectedResponseError(
      response.status,
      `The address that ${id} redirects to cannot be read here.`,
    );
  }
  const text = await readText(response);
  if (expected.kind === "text") return text;
  try {
    return expected.schema.parse(JSON.parse(text));
  } catch (cause) {
    const message = `The answer to ${id} is not what this version of the client knows. Do hub and client have the same version?`;
    throw new UnexpectedResponseError(response.status, message, { cause });
  }
}

/** The error that a refusal stands for: a problem if the API spoke, else {@link UnexpectedResponseError}. */
export async function toError(response: Response): Promise<Error> {
  const text = await response.text().catch(() => "");
  const json = parseJson(text);
  const problem = problemSchema.safeParse(json);
  if (problem.success) return new ApiProblemError(problem.data);
  const said = detailOf(json) ?? text.replaceAll(/\s+/g, " ").slice(0, 200);
  const { status, statusText } = response;
  return new UnexpectedResponseError(
    status,
    [`${status} ${statusText}`.trim(), said].filter(Boolean).join(": "),
  );
}

/** An answer can break off in the middle. */
async function readText(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    if (error instanceof Error && error.name === "AbortError") throw error;
    throw new ConnectionError(URL.parse(response.url)?.origin ?? "The hub", error);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const detailOf = (json: unknown): string | undefined =>
  typeof json === "object" && json !== null && "detail" in json && typeof json.detail === "string"
    ? json.detail
    : undefined;
