import { useLoaderData } from "@remix-run/react";
import { visitAction, visitLoader } from "../common/visit-loader.server.ts";
import { actSettings, loadSettings } from "../settings/settings.server.ts";
import { SettingsPage } from "../settings/settings-page.tsx";

export const loader = visitLoader(loadSettings);
export const action = visitAction(actSettings);

export default function Settings() {
  return <SettingsPage data={useLoaderData<typeof loader>()} />;
}
