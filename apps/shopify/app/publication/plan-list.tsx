import { useNavigate, useSearchParams } from "@remix-run/react";
import { Box, Card, InlineStack, Link, Pagination, Tabs, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import { type LineFilter, type LineGroup, lineFilters } from "./group-lines.ts";
import { LineView } from "./line-view.tsx";
import type { PublicationPage, PublicationPictures } from "./load-publication.server.ts";
import { ProductOrder } from "./product-order.tsx";

interface PlanListProps {
  readonly page: PublicationPage;
  readonly filter: LineFilter;
  readonly pictures: PublicationPictures | null | undefined;
}

/** The plan, a product at a time. */
export function PlanList({ page, filter, pictures }: PlanListProps) {
  const { t } = useTranslation("publication");
  const { number } = useFormat();
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const { list } = page;
  const shown = lineFilters.filter((each) => each === "all" || each === filter || list.counts[each] > 0);
  const go = (changes: { show?: LineFilter; page?: number }) => {
    const next = new URLSearchParams(parameters);
    next.set("show", changes.show ?? filter);
    next.set("page", String(changes.page ?? 1));
    navigate({ search: next.toString() }, { preventScrollReset: true });
  };
  return (
    <Card padding="0">
      <Tabs
        tabs={shown.map((each) => ({
          id: `plan-${each}`,
          content: t(`filter.${each}`),
          badge: number(list.counts[each]),
          panelID: "plan-list",
        }))}
        selected={shown.indexOf(filter)}
        onSelect={(at) => go({ show: shown[at] ?? "all" })}
      />
      <div id="plan-list">
        {list.groups.length === 0 ? (
          <Box padding="400">
            <Text as="p" tone="subdued">
              {t("list.empty")}
            </Text>
          </Box>
        ) : null}
        {list.groups.map((group) => (
          <Product key={group.key} group={group} page={page} pictures={pictures} />
        ))}
      </div>
      {list.pages > 1 ? (
        <Box padding="300" borderBlockStartWidth="025" borderColor="border-secondary">
          <InlineStack align="center">
            <Pagination
              accessibilityLabel={t("list.pages")}
              label={t("list.place", { page: number(list.page), pages: number(list.pages) })}
              hasPrevious={list.page > 1}
              hasNext={list.page < list.pages}
              onPrevious={() => go({ page: list.page - 1 })}
              onNext={() => go({ page: list.page + 1 })}
            />
          </InlineStack>
        </Box>
      ) : null}
    </Card>
  );
}

interface ProductProps extends Pick<PlanListProps, "page" | "pictures"> {
  readonly group: LineGroup;
}

function Product({ group, page, pictures }: ProductProps) {
  const item = pictures?.shop?.[group.key];
  const { status } = page.publication;
  const title = item?.title ?? group.lines[0]?.title ?? "";
  return (
    <section className="aql-product" aria-label={title}>
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm" breakWord>
          {item?.url == null ? (
            title
          ) : (
            <Link url={item.url} target="_top" monochrome removeUnderline>
              {title}
            </Link>
          )}
        </Text>
      </InlineStack>
      {status === "planned" && pictures ? (
        <ProductOrder group={group} pictures={pictures} placement={page.placement} />
      ) : null}
      <ul className="aql-lines">
        {group.lines.map((line) => (
          <LineView
            key={line.id}
            line={line}
            under={title}
            pictures={pictures}
            isPaused={status === "paused"}
          />
        ))}
      </ul>
    </section>
  );
}
