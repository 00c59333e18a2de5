import type { landing as english } from "../en/landing.ts";

export const landing: typeof english = {
  title: "AssetQL für Shopify",
  text: "Machen Sie aus Ihren Produkten Hunderte Bilder in einem Stil. Prüfen und veröffentlichen Sie sie, und nehmen Sie sie zurück, wann immer Sie möchten.",
  shop: "Adresse Ihres Shops",
  help: "Wie in mein-shop.myshopify.com",
  refused: "Das ist keine Adresse eines Shopify-Shops. Sie endet auf .myshopify.com.",
  action: "In Shopify öffnen",
  style: { title: "Ein Stil", text: "Jedes Bild wird an Ihren eigenen Referenzbildern gemessen." },
  review: { title: "Sie entscheiden", text: "Nichts geht online, was Sie nicht freigegeben haben." },
  undo: { title: "Genau zurück", text: "Reihenfolge, Varianten und Texte sind wieder, wie sie waren." },
};
