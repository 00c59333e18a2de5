import { PassThrough } from "node:stream";
import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { loadTexts } from "./i18n/texts.ts";

/** Until a page must be there. */
const RENDER_MS = 10_000;

interface Document {
  readonly request: Request;
  readonly status: number;
  readonly headers: Headers;
  readonly context: EntryContext;
}

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  loadContext.services.addDocumentHeaders(request, headers);
  // Where no route fits no loader has run, and the page that says so needs words.
  await loadTexts("en");
  return render({ request, status, headers, context });
}

/** Browsers get the page as it comes; whoever reads it without scripts gets it whole. */
function render({ request, status, headers, context }: Document): Promise<Response> {
  const ready = isbot(request.headers.get("User-Agent") ?? "") ? "onAllReady" : "onShellReady";
  return new Promise((resolve, reject) => {
    let answered = status;
    const { pipe, abort } = renderToPipeableStream(
      <RemixServer context={context} url={request.url} abortDelay={RENDER_MS} />,
      {
        [ready]() {
          const body = new PassThrough();
          headers.set("Content-Type", "text/html; charset=utf-8");
          resolve(new Response(createReadableStreamFromReadable(body), { status: answered, headers }));
          pipe(body);
        },
        onShellError: reject,
        onError() {
          answered = 500;
        },
      },
    );
    setTimeout(abort, RENDER_MS + 1_000).unref();
  });
}

interface Failed {
  readonly request: Request;
  readonly context: AppLoadContext;
}

/** What nobody expected goes to the app's own log, which lets neither addresses nor tokens through. */
export function handleError(error: unknown, { request, context }: Failed): void {
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  context.services.noteFailure(error, {
    path: new URL(request.url).pathname,
    requestId: context.requestId,
  });
}
