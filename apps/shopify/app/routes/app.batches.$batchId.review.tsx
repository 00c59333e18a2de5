import { useLoaderData } from "@remix-run/react";
import { batchIdOf } from "../common/own-ids.server.ts";
import { steadyLoader } from "../common/steady-loader.ts";
import { visitLoader } from "../common/visit-loader.server.ts";
import { loadReview, shopNowOf } from "../review/load-review.server.ts";
import { readQuery } from "../review/review-query.ts";
import { ReviewScreen } from "../review/review-screen.tsx";

export const loader = visitLoader(async ({ visit, params, url }) => {
  const query = readQuery(url.searchParams);
  const page = await loadReview(visit, await batchIdOf(visit, params), query);
  // The shop's own images may take a while: the page is there before them.
  return { page, query, shopNow: shopNowOf(visit, page) };
});

export const clientLoader = steadyLoader();

export default function Review() {
  const { page, query, shopNow } = useLoaderData<typeof loader>();
  return <ReviewScreen page={page} query={query} shopNow={shopNow} />;
}
