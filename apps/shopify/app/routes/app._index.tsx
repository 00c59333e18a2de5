import { useLoaderData } from "@remix-run/react";
import { steadyLoader } from "../common/steady-loader.ts";
import { visitLoader } from "../common/visit-loader.server.ts";
import { HomePage } from "../home/home-page.tsx";
import { loadHome } from "../home/load-home.server.ts";

export const loader = visitLoader(loadHome);
export const clientLoader = steadyLoader();

export default function Home() {
  return <HomePage {...useLoaderData<typeof loader>()} />;
}
