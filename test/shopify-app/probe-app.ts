import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What the probe was sent without a page being asked for. */
export interface Asked {
  readonly path: string;
  readonly authorization: string | undefined;
}

export interface ProbeApp {
  readonly url: string;
  readonly asked: Asked[];
  /** The next requests of scripts are told that their session token is none. */
  refuseTokens: number;
  close(): Promise<void>;
}

/**
 * The smallest app that uses all of App Bridge, so that what is around apps is tested without ours. Below `/data` it
 * answers scripts, below `/bounce` it asks for a session token, everywhere else it has one page.
 */
export async function startProbeApp(clientId: string): Promise<ProbeApp> {
  const asked: Asked[] = [];
  const state = { refuseTokens: 0 };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "https://app.assetql.test");
    if (pathname === "/data") {
      asked.push({ path: pathname, authorization: request.headers.authorization });
      if (state.refuseTokens > 0) {
        state.refuseTokens -= 1;
        response.writeHead(401, { "X-Shopify-Retry-Invalid-Session-Request": "1" }).end();
      } else response.writeHead(200, { "Content-Type": "application/json" }).end("{}");
      return;
    }
    const idToken = searchParams.get("id_token");
    if (idToken !== null) asked.push({ path: pathname, authorization: `Bearer ${idToken}` });
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(page(clientId));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    get refuseTokens() {
      return state.refuseTokens;
    },
    set refuseTokens(count) {
      state.refuseTokens = count;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const page = (clientId: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Probe</title>
    <link rel="icon" href="data:,">
    <script src="https://cdn.shopify.com/shopifycloud/app-bridge.js" data-api-key="${clientId}"></script>
  </head>
  <body>
    <ui-nav-menu><a href="/app" rel="home">Home</a><a href="/app/two">Second place</a></ui-nav-menu>
    <ui-title-bar title="Probe page">
      <button variant="breadcrumb">Back</button>
      <button onclick="pressed.push('more')">More</button>
      <button variant="primary" onclick="pressed.push('go')">Go</button>
    </ui-title-bar>
    <ui-save-bar id="bar">
      <button variant="primary" onclick="pressed.push('saved'); shopify.saveBar.hide('bar')"></button>
      <button onclick="pressed.push('discarded'); shopify.saveBar.hide('bar')"></button>
    </ui-save-bar>
    <form data-save-bar onsubmit="event.preventDefault(); pressed.push('sent')" onreset="pressed.push('reset')">
      <label>Name <input name="name" value="before"></label>
    </form>
    <ui-modal id="modal">
      <p>Are you sure?</p>
      <ui-title-bar title="Delete it">
        <button variant="primary" tone="critical" onclick="pressed.push('deleted'); shopify.modal.hide('modal')">
          Delete
        </button>
      </ui-title-bar>
    </ui-modal>
    <main id="place"></main>
    <script>
      window.pressed = [];
      const show = () => { document.getElementById("place").textContent = location.pathname; };
      addEventListener("shopify:navigate", (event) => {
        history.pushState(null, "", event.target.getAttribute("href"));
        show();
      });
      addEventListener("popstate", show);
      show();
    </script>
  </body>
</html>`;
