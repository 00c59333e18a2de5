import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { installUrl, shopNameOf } from "../shell/shop-address.ts";

/** Where Shopify's library sends whoever comes from outside of Shopify admin: into it, or to the page that asks which shop. */
export function loader({ request, context }: LoaderFunctionArgs): never {
  const shopName = shopNameOf(new URL(request.url).searchParams.get("shop") ?? "");
  throw redirect(shopName === undefined ? "/" : installUrl(shopName, context.services.apiKey));
}
