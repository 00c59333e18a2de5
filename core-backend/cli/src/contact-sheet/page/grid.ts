import type { ContactSheet, SheetImage } from "../contact-sheet.ts";
import { gradeOf } from "../contact-sheet.ts";
import { html, type Markup } from "./markup.ts";
import type { ThumbnailSource } from "./render-page.ts";

/** The images as cards, with controls to search, filter and order them. */
export function renderGrid(sheet: ContactSheet, thumbnailOf: ThumbnailSource): Markup {
  const cards = sheet.images.map((image) => renderCard(image, sheet.gate, thumbnailOf));
  return html`<main id="images" tabindex="-1">
<form class="toolbar" role="search" aria-label="Images">
<label class="grow"><span class="hidden">Search</span><input type="search" id="search" placeholder="Search title, SKU or prompt" autocomplete="off"></label>
<label>Order <select id="order">
<option value="row">Row</option><option value="best">Best score</option><option value="worst">Lowest score</option><option value="title">Title</option>
</select></label>
<label>Score from <input type="range" id="least" min="0" max="1" step="0.01" value="0"> <output id="least-value" for="least">0.00</output></label>
<p id="shown" aria-live="polite">${sheet.images.length} of ${sheet.images.length}</p>
</form>
<ul class="grid" id="grid">${cards}</ul>
<p class="nothing" id="nothing" hidden>No image fits.</p>
</main>`;
}

function renderCard(image: SheetImage, gate: number, thumbnailOf: ThumbnailSource): Markup {
  const { row, sku, title, score } = image;
  const search = [title, sku ?? "", image.prompt].join(" ").toLowerCase();
  return html`<li class="card" data-row="${row}" data-score="${score.score.toFixed(4)}" data-title="${title}" data-search="${search}">
<a class="picture" href="${encodeURI(image.file)}"><img loading="lazy" src="${thumbnailOf(row)}" alt="${image.altText}" width="256" height="256"></a>
<h3>${title}</h3>
<div class="meta"><p>${sku ?? `Row ${row}`}</p>
<p class="chip ${gradeOf(score.score, gate)}"><span class="hidden">Style score </span>${score.score.toFixed(2)}</p></div>
<details><summary><span class="hidden">${title}: </span>Prompt and score</summary>
<p>${image.prompt}</p>
${image.tries > 1 ? html`<p>Passed at try ${image.tries}.</p>` : null}
<dl class="parts">${Object.entries(score.parts).map(([name, value]) => renderPart(name, value))}</dl>
</details>
</li>
`;
}

function renderPart(name: string, value: number): Markup {
  const share = (100 * Math.min(1, Math.max(0, value))).toFixed(0);
  return html`<div><dt>${name}</dt><dd style="--share:${share}%">${value.toFixed(2)}</dd></div>`;
}
