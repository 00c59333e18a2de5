import type { publish as english } from "../en/publish.ts";

export const publish: typeof english = {
  title: "Bilder veröffentlichen",
  back: "Bilder prüfen",
  showPlan: "Plan ansehen",
  nothing: "Geben Sie zuerst Bilder frei.",
  next: {
    title: "Wie es weitergeht",
    images_zero: "Noch ist kein Bild freigegeben.",
    images_one: "{{shown}} freigegebenes Bild.",
    images_other: "{{shown}} freigegebene Bilder.",
    plan: "Sie sehen den Plan: jedes Produkt, vorher und nachher. Noch wird nichts geändert.",
    apply: "Sie veröffentlichen ihn, sofort oder zu einem Zeitpunkt Ihrer Wahl.",
    undo: "Sie können jederzeit alles rückgängig machen.",
  },
  scope: {
    title: "Welche Bilder",
    tooMany:
      "Sie können höchstens {{most}} ausgewählte Bilder auf einmal veröffentlichen. Veröffentlichen Sie alle freigegebenen Bilder des Batches, oder gehen Sie zurück und wählen Sie weniger aus.",
    ticked_one: "Das {{shown}} ausgewählte Bild",
    ticked_other: "Die {{shown}} ausgewählten Bilder",
    batch_zero: "Alle freigegebenen Bilder des Batches (noch keine)",
    batch_one: "Das {{shown}} freigegebene Bild des Batches",
    batch_other: "Alle {{shown}} freigegebenen Bilder des Batches",
  },
  placement: {
    title: "Wo ein Produkt das neue Bild zeigt",
    first: { label: "Ganz vorn", help: "Es wird das Hauptbild. Die anderen rücken um eins nach hinten." },
    last: { label: "Am Ende", help: "Das Hauptbild bleibt, wie es ist." },
    replace: {
      label: "Anstelle des Hauptbilds",
      help: "Das Hauptbild wird vom Produkt genommen. Es bleibt in Ihren Dateien, und beim Rückgängigmachen kommt es wieder an seinen Platz.",
    },
  },
  variantImages: {
    title: "Bilder von Varianten und Farben",
    place: "Beim Produkt selbst stehen diese Bilder hinter allen seinen anderen Bildern.",
    placeBeside:
      "Beim Produkt selbst stehen diese Bilder hinter allen seinen anderen Bildern. Die Auswahl oben, wo ein neues Bild steht, gilt nicht für sie, und sie ersetzen kein Hauptbild.",
    all: {
      label: "Alle Varianten der Farbe zeigen es",
      help: "Ein Bild je Farbe, auf allen Größen. Varianten, die ein anderes Bild zeigen, ändern sich.",
    },
    empty: { label: "Nur Varianten ohne Bild", help: "Varianten, die schon ein Bild zeigen, behalten es." },
    none: {
      label: "Keine Varianten",
      help: "Das Bild ist beim Produkt; die Varianten bleiben, wie sie sind.",
    },
  },
  altText: {
    title: "Alternativtext",
    keep: {
      label: "Vorhandenen Text behalten",
      help: "Wo ein neues Bild eines mit Alternativtext ersetzt, bleibt dessen Text.",
    },
    ours: { label: "Immer den neuen", help: "Den Alternativtext, den Sie beim Prüfen sehen." },
  },
  conflicts: {
    title: "Wenn jemand in Shopify etwas geändert hat, seit wir zuletzt veröffentlicht haben",
    "keep-theirs": {
      label: "Die Änderung behalten",
      help: "Was geändert wurde, bleibt; alles andere wird veröffentlicht.",
    },
    overwrite: { label: "Überschreiben", help: "Beim Rückgängigmachen kommt die geänderte Fassung zurück." },
    ask: {
      label: "Mich fragen",
      help: "Der Plan zeigt beide Fassungen, und davon wird nichts veröffentlicht, bevor Sie entscheiden.",
    },
  },
};
