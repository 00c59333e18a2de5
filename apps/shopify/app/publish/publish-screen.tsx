import { Form, useLocation, useNavigate } from "@remix-run/react";
import { BlockStack, Box, Button, Card, ChoiceList, InlineStack, Layout, List, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AppPage } from "../common/app-page.tsx";
import { usePendingIntent } from "../common/use-pending.ts";
import { useFormat } from "../i18n/use-format.ts";
import type { AppProblem } from "../problems/problem.ts";
import { ProblemBanner } from "../problems/problem-banner.tsx";
import type { PublishPage } from "./load-publish.server.ts";
import {
  altTextRules,
  conflictRules,
  type PublishChoices,
  placements,
  readChoices,
  variantRules,
} from "./publish-options.ts";

interface PublishScreenProps {
  readonly page: PublishPage;
  readonly problem: AppProblem | undefined;
}

/** How approved images are to be put on products. Nothing is written before the plan was seen. */
export function PublishScreen({ page, problem }: PublishScreenProps) {
  const { t } = useTranslation(["publish", "common"]);
  const { number } = useFormat();
  const navigate = useNavigate();
  const { choices, setChoices, assetIds, setScope, ticked, count, state } = usePublishForm(page);
  const isSending = usePendingIntent() === "plan";
  const review = `/app/batches/${page.batch.id}/review`;
  const isTooMany = assetIds.length > page.mostChosen;
  return (
    <AppPage title={t("title")} subtitle={page.batch.name} backAction={{ url: review, content: t("back") }}>
      <Form method="post" state={state}>
        <input type="hidden" name="intent" value="plan" />
        <input type="hidden" name="idempotencyKey" value={page.idempotencyKey} />
        <input type="hidden" name="assetIds" value={assetIds.join(",")} />
        {Object.entries(choices).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Layout>
          {problem === undefined ? null : (
            <Layout.Section>
              <ProblemBanner problem={problem} />
            </Layout.Section>
          )}
          <Layout.Section>
            <BlockStack gap="400">
              {ticked.length === 0 ? null : (
                <Card>
                  <ChoiceList
                    title={<Question text={t("scope.title")} />}
                    choices={[
                      { value: "ticked", label: t("scope.ticked", count(ticked.length)) },
                      { value: "batch", label: t("scope.batch", count(page.approved)) },
                    ]}
                    selected={[assetIds.length > 0 ? "ticked" : "batch"]}
                    {...(isTooMany ? { error: t("scope.tooMany", { most: number(page.mostChosen) }) } : {})}
                    onChange={([scope]) => setScope(scope === "batch" ? "batch" : "ticked")}
                  />
                </Card>
              )}
              <Choices items={page.items} choices={choices} onChange={setChoices} />
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <Card>
              <BlockStack gap="300">
                <Text as="h2" variant="headingMd">
                  {t("next.title")}
                </Text>
                <Text as="p">{t("next.images", count(assetIds.length || page.approved))}</Text>
                <List type="number">
                  <List.Item>{t("next.plan")}</List.Item>
                  <List.Item>{t("next.apply")}</List.Item>
                  <List.Item>{t("next.undo")}</List.Item>
                </List>
                <InlineStack gap="200">
                  <Button
                    submit
                    variant="primary"
                    loading={isSending}
                    disabled={isTooMany || (page.approved === 0 && assetIds.length === 0)}
                  >
                    {t("showPlan")}
                  </Button>
                  <Button onClick={() => navigate(review)}>{t("common:cancel")}</Button>
                </InlineStack>
                {page.approved === 0 && assetIds.length === 0 ? (
                  <Text as="p" tone="subdued">
                    {t("nothing", { shown: number(0) })}
                  </Text>
                ) : null}
              </BlockStack>
            </Card>
          </Layout.Section>
        </Layout>
      </Form>
    </AppPage>
  );
}

/** As cards have their headings. */
function Question({ text }: { text: string }) {
  return (
    <Text as="span" variant="headingSm">
      {text}
    </Text>
  );
}

interface ChoicesProps {
  readonly items: PublishPage["items"];
  readonly choices: PublishChoices;
  readonly onChange: (choices: PublishChoices) => void;
}

const groups = [
  ["placement", placements],
  ["variantImages", variantRules],
  ["altText", altTextRules],
  ["conflicts", conflictRules],
] as const;

/** Whether there is anything of which a choice tells. */
const counts: Readonly<Record<keyof PublishChoices, (items: PublishPage["items"]) => boolean>> = {
  placement: ({ products }) => products,
  variantImages: ({ variants }) => variants,
  // Images of variants replace none.
  altText: ({ products, collections }) => products || collections,
  conflicts: () => true,
};

function Choices({ items, choices, onChange }: ChoicesProps) {
  const { t } = useTranslation("publish");
  return groups
    .filter(([name]) => counts[name](items))
    .map(([name, values]) => (
      <Card key={name}>
        <ChoiceList
          title={<Question text={t(`${name}.title`)} />}
          choices={values.map((value) => ({
            value,
            label: words(name, value, "label"),
            helpText: words(name, value, "help"),
          }))}
          selected={[choices[name]]}
          onChange={([value]) => onChange({ ...choices, [name]: value })}
        />
        {name === "variantImages" ? (
          <Box paddingBlockStart="200">
            <Text as="p" tone="subdued">
              {t(items.products ? "variantImages.placeBeside" : "variantImages.place")}
            </Text>
          </Box>
        ) : null}
      </Card>
    ));

  /** The values of a choice are known to its texts, which the types cannot say of a list of different ones. */
  function words(group: string, value: string, what: "label" | "help"): string {
    return String(t(`${group}.${value}.${what}` as "placement.first.label"));
  }
}

/**
 * The images that were ticked in the review, which come with the address's state, or all that are approved; and how.
 * `state` goes with the form, so that a plan that could not be made leaves everything as it was chosen.
 */
function usePublishForm({ defaults }: PublishPage) {
  const { number } = useFormat();
  const given = givenIn(useLocation().state);
  const ticked = given.assetIds;
  const [scope, setScope] = useState<"ticked" | "batch">(
    ticked.length === 0 || given.scope === "batch" ? "batch" : "ticked",
  );
  const [choices, setChoices] = useState(() => readChoices((name) => given.choices[name] ?? "", defaults));
  return {
    ticked,
    choices,
    setChoices,
    setScope,
    assetIds: scope === "ticked" ? ticked : [],
    state: { assetIds: ticked, scope, choices },
    count: (count: number) => ({ count, shown: number(count) }),
  };
}

interface Given {
  readonly assetIds: readonly string[];
  readonly scope: unknown;
  readonly choices: Readonly<Record<string, string | undefined>>;
}

/** Anybody's state: what does not fit is as if it were not there. */
function givenIn(state: unknown): Given {
  const { assetIds, scope, choices } = recordOf(state);
  const texts = Object.entries(recordOf(choices)).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return {
    assetIds: Array.isArray(assetIds) ? assetIds.filter((id) => typeof id === "string") : [],
    scope,
    choices: Object.fromEntries(texts),
  };
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? { ...value } : {};
