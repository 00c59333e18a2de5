import { Heading, Paragraph } from "@contentful/f36-components";
import type { ReactNode } from "react";

/** Says why there is nothing, and what to do about it. */
export function Empty({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <Heading as="h2" marginBottom="spacingXs">
        {title}
      </Heading>
      <Paragraph marginBottom={children === undefined ? "none" : "spacingM"}>{text}</Paragraph>
      {children}
    </div>
  );
}
