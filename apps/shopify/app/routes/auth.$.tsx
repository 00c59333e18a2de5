import type { LoaderFunctionArgs } from "@remix-run/node";

/** Shopify's own pages on the way in: a new session token, and out of the frame. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<null> {
  await context.services.authenticate(request);
  return null;
}
