import type { TargetHealth } from "@assetql/contract";
import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import { hasProblem } from "../problems/problem.ts";
import { ProblemBanner } from "../problems/problem-banner.tsx";
import { useProblemText } from "../problems/use-problem-text.ts";
import type { action } from "../routes/app.settings.tsx";
import { Section } from "./section.tsx";

interface ConnectionSectionProps {
  readonly health: TargetHealth;
  readonly hub: { readonly status: "ok" | "stopping"; readonly version: string };
  readonly domain: string;
}

/** Whether the app reaches the hub and the shop, in words. */
export function ConnectionSection({ health, hub, domain }: ConnectionSectionProps) {
  const { t } = useTranslation("settings");
  const { dateTime } = useFormat();
  const { data, Form, state } = useFetcher<typeof action>();
  return (
    <Section title={t("connection.title")} description={t("connection.description")}>
      <Card>
        <BlockStack gap="400">
          {hasProblem(data) ? <ProblemBanner problem={data.problem} /> : null}
          <Part name={t("connection.hub")} isGood={hub.status === "ok"}>
            {hub.status === "ok"
              ? t("connection.hubOk", { version: hub.version })
              : t("connection.hubStopping")}
          </Part>
          <Part
            name={t("connection.shop")}
            isGood={health.status === "unknown" ? undefined : health.status === "ok"}
          >
            <ShopHealth health={health} domain={domain} />
          </Part>
          <InlineStack gap="300" blockAlign="center" align="space-between">
            {health.checkedAt === null ? null : (
              <Text as="p" tone="subdued">
                {t("connection.checked", { at: dateTime(health.checkedAt) })}
              </Text>
            )}
            <Form method="post" action="/app/settings">
              <input type="hidden" name="intent" value="check" />
              <Button submit loading={state !== "idle"}>
                {t("connection.check")}
              </Button>
            </Form>
          </InlineStack>
        </BlockStack>
      </Card>
    </Section>
  );
}

interface PartProps {
  readonly name: string;
  /** Undefined when nobody has looked. */
  readonly isGood: boolean | undefined;
  readonly children: ReactNode;
}

function Part({ name, isGood, children }: PartProps) {
  const { t } = useTranslation("settings");
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm">
          {name}
        </Text>
        {isGood === undefined ? (
          <Badge>{t("connection.unknown")}</Badge>
        ) : isGood ? (
          <Badge tone="success">{t("connection.good")}</Badge>
        ) : (
          <Badge tone="critical">{t("connection.bad")}</Badge>
        )}
      </InlineStack>
      <Text as="p">{children}</Text>
    </BlockStack>
  );
}

function ShopHealth({ health: { status, code, detail }, domain }: Omit<ConnectionSectionProps, "hub">) {
  const { t } = useTranslation("settings");
  const textOf = useProblemText();
  if (status === "unknown") return t("connection.shopUnknown");
  if (status === "ok") return t("connection.shopOk", { domain });
  const { title, advice } = textOf({ code: code ?? "unknown", detail });
  return `${title}. ${advice}`;
}
