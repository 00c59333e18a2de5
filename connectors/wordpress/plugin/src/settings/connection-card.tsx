import { Button, Card, CardBody, CardFooter, CardHeader, Notice } from "@wordpress/components";
import { useState } from "@wordpress/element";
import { __, sprintf } from "@wordpress/i18n";
import { time } from "../shared/format.ts";
import { ProblemNotice } from "../shared/problem-notice.tsx";
import { useAction } from "../shared/use-action.ts";
import type { CardProps } from "./hub-card.tsx";
import { settingsApi } from "./settings-api.ts";

/** Lets the hub publish into this site, and takes that back. */
export function ConnectionCard({ settings, onChange }: CardProps) {
  const { busy, problem, run } = useAction();
  const [asked, setAsked] = useState(false);
  const { connection } = settings;
  const connect = () => run("connect", async () => onChange(await settingsApi.connect()));
  const disconnect = () =>
    run("disconnect", async () => {
      onChange(await settingsApi.disconnect());
      setAsked(false);
    });

  return (
    <Card>
      <CardHeader>
        <h2>{__("This site", "assetql")}</h2>
        <span className={`assetql-state ${connection === null ? "" : "is-on"}`}>
          {connection === null ? __("Not connected", "assetql") : __("Connected", "assetql")}
        </span>
      </CardHeader>
      <CardBody>
        {connection === null ? (
          <p>
            {__(
              "Connect this site, and the hub can publish approved images into its media library and its posts. For that it gets an Application Password of your account, which you can revoke at any time.",
              "assetql",
            )}
          </p>
        ) : (
          <p>
            {sprintf(
              /* translators: 1: name of a user, 2: date and time */
              __("The hub publishes as %1$s since %2$s.", "assetql"),
              connection.user,
              time(connection.connectedAt * 1000),
            )}
          </p>
        )}
        {typeof settings.warning === "string" && (
          <Notice status="warning" isDismissible={false}>
            {sprintf(
              /* translators: %s: what the hub said */
              __(
                "The password is revoked, so the hub cannot publish here any more. But the hub still lists this site: %s",
                "assetql",
              ),
              settings.warning,
            )}
          </Notice>
        )}
        {asked && connection !== null && (
          <Notice status="warning" isDismissible={false}>
            {__(
              "Disconnecting revokes the password and removes this site from the hub, with the list of what was published: publications can then no longer be undone. Images stay in the media library.",
              "assetql",
            )}
          </Notice>
        )}
        <ProblemNotice problem={problem} />
      </CardBody>
      <CardFooter>
        {connection === null && (
          <Button
            variant="primary"
            onClick={connect}
            isBusy={busy === "connect"}
            disabled={busy !== undefined || !settings.hasKey || settings.hubUrl === ""}
          >
            {__("Connect this site", "assetql")}
          </Button>
        )}
        {connection !== null && !asked && (
          <Button variant="secondary" isDestructive onClick={() => setAsked(true)}>
            {__("Disconnect", "assetql")}
          </Button>
        )}
        {connection !== null && asked && (
          <>
            <Button
              variant="primary"
              isDestructive
              onClick={disconnect}
              isBusy={busy === "disconnect"}
              disabled={busy !== undefined}
            >
              {__("Yes, disconnect", "assetql")}
            </Button>
            <Button variant="tertiary" onClick={() => setAsked(false)}>
              {__("Cancel", "assetql")}
            </Button>
          </>
        )}
      </CardFooter>
    </Card>
  );
}
