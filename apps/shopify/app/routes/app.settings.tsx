import { useLoaderData } from "@remix-run/react";
import { visitAction } from "../common/visit-loader.server.ts";
import { LockedOutPage } from "../settings/locked-out-page.tsx";
import { actSettings, loadSettings } from "../settings/settings.server.ts";
import { SettingsPage } from "../settings/settings-page.tsx";

export const loader = loadSettings;
export const action = visitAction(actSettings);

export default function Settings() {
  const { settings, problem } = useLoaderData<typeof loader>();
  return settings === null ? <LockedOutPage problem={problem} /> : <SettingsPage data={settings} />;
}
