import { Button, Notice } from "@wordpress/components";
import { __ } from "@wordpress/i18n";
import { BatchList } from "./batches/batch-list.tsx";
import { BatchScreen } from "./batches/batch-screen.tsx";
import { NewBatchScreen } from "./new-batch/new-batch-screen.tsx";
import { PublicationList } from "./publications/publication-list.tsx";
import { PublicationScreen } from "./publications/publication-screen.tsx";
import { hashOf, type Route, useRoute } from "./route.ts";

const site = window.assetqlSite;

/** Media → AssetQL. */
export function MediaScreen() {
  const route = useRoute();
  if (!site.isSetUp) return <SetUpFirst />;
  return (
    <div className="assetql-media">
      <Tabs route={route} />
      {!site.isConnected && (
        <Notice status="warning" isDismissible={false}>
          {__(
            "This site is not connected to the hub yet: images can be made, but not published into posts.",
            "assetql",
          )}{" "}
          {site.canManage && <a href={site.settingsUrl}>{__("Connect this site", "assetql")}</a>}
        </Notice>
      )}
      <Screen route={route} />
    </div>
  );
}

function Screen({ route }: { route: Route }) {
  if (route.screen === "batch") return <BatchScreen key={route.id} id={route.id} />;
  if (route.screen === "publication") return <PublicationScreen key={route.id} id={route.id} />;
  if (route.screen === "batches") return <BatchList />;
  if (route.screen === "publications") return <PublicationList />;
  return <NewBatchScreen />;
}

function Tabs({ route }: { route: Route }) {
  const tabs: readonly { to: Route; label: string; screens: readonly string[] }[] = [
    { to: { screen: "new" }, label: __("New batch", "assetql"), screens: ["new"] },
    { to: { screen: "batches" }, label: __("Batches", "assetql"), screens: ["batches", "batch"] },
    {
      to: { screen: "publications" },
      label: __("Publications", "assetql"),
      screens: ["publications", "publication"],
    },
  ];
  return (
    <nav className="nav-tab-wrapper wp-clearfix">
      {tabs.map(({ to, label, screens }) => (
        <a
          key={label}
          href={hashOf(to)}
          className={`nav-tab ${screens.includes(route.screen) ? "nav-tab-active" : ""}`}
          {...(screens.includes(route.screen) ? { "aria-current": "page" } : {})}
        >
          {label}
        </a>
      ))}
    </nav>
  );
}

function SetUpFirst() {
  return (
    <div className="assetql-empty">
      <h2>{__("No hub yet", "assetql")}</h2>
      <p>
        {site.canManage
          ? __("AssetQL makes images on a hub. Tell this site its address and its key.", "assetql")
          : __(
              "AssetQL makes images on a hub. An administrator has to enter its address and its key.",
              "assetql",
            )}
      </p>
      {site.canManage && (
        <Button variant="primary" href={site.settingsUrl}>
          {__("Open settings", "assetql")}
        </Button>
      )}
    </div>
  );
}
