import type { ActionFunctionArgs } from "@remix-run/node";

/** Shopify's webhooks, all topics: `shopify.app.toml` says which come. */
export const action = ({ request, context }: ActionFunctionArgs): Promise<Response> =>
  context.services.receiveWebhook(request);

/** Nobody reads anything here. */
export const loader = (): Response => new Response(null, { status: 405, headers: { Allow: "POST" } });
