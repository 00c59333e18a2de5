import { formatEdge, scoreBins } from "../../output/histogram.ts";
import type { ContactSheet, SheetStyle } from "../contact-sheet.ts";
import { gradeOf } from "../contact-sheet.ts";
import { html, type Markup } from "./markup.ts";

/** Name and facts of the batch, the style it was made in, and how the scores spread. */
export function renderHeader(sheet: ContactSheet): Markup {
  const facts = sheet.facts.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`);
  return html`<header>
<p class="eyebrow">AssetQL contact sheet</p>
<h1>${sheet.title}</h1>
<p class="template"><span>Prompt</span> <code>${sheet.template}</code></p>
<dl class="facts">${facts}</dl>
<div class="panels">
${renderStyle(sheet.style)}
${renderHistogram(sheet)}
</div>
</header>`;
}

function renderStyle({ name, palette, references }: SheetStyle): Markup {
  const pictures = references.map(
    (reference) =>
      html`<li><img src="${dataUri(reference.thumbnail)}" alt="Style reference ${reference.name}" width="256" height="256"></li>`,
  );
  const colours = palette.map(
    (colour) => html`<li style="--swatch:${colour}"><span class="hidden">${colour}</span></li>`,
  );
  return html`<section class="panel style" aria-labelledby="style">
<div class="panel-head"><h2 id="style">Style: ${name}</h2><ul class="palette" aria-label="Palette">${colours}</ul></div>
<ul class="references">${pictures}</ul>
</section>`;
}

function renderHistogram({ images, gate }: ContactSheet): Markup | null {
  const bins = scoreBins(images.map((image) => image.score.score));
  if (bins.length === 0) return null;
  const most = Math.max(...bins.map((bin) => bin.count));
  const bars = bins.map(({ from, to, count }) => {
    const height = ((100 * count) / most).toFixed(1);
    return html`<li class="${gradeOf((from + to) / 2, gate)}" style="--height:${height}%"><b>${count}</b><i></i><span>${formatEdge(from)}</span></li>`;
  });
  return html`<section class="panel scores" aria-labelledby="scores">
<div class="panel-head"><h2 id="scores">Style scores</h2><p>gate ${gate.toFixed(2)}</p></div>
<ol class="histogram${bins.length > 8 ? " dense" : ""}">${bars}</ol>
</section>`;
}

export const dataUri = (jpeg: Uint8Array): string =>
  `data:image/jpeg;base64,${Buffer.from(jpeg).toString("base64")}`;
