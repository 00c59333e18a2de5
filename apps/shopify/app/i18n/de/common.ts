import type { common as english } from "../en/common.ts";

export const common: typeof english = {
  menu: {
    home: "Start",
    history: "Verlauf",
    styles: "Stile",
    settings: "Einstellungen",
  },
  cancel: "Abbrechen",
  save: "Speichern",
  discard: "Verwerfen",
  delete: "Löschen",
  back: "Zurück",
  close: "Schließen",
  loading: "Wird geladen",
  loadMore: "Mehr laden",
  tryAgain: "Noch einmal versuchen",
  toHome: "Zur Startseite",
  looksAgain: "Diese Seite versucht es von selbst weiter.",
  lostContact: {
    title: "Verbindung verloren",
    advice:
      "Was Sie sehen, ist vielleicht nicht mehr aktuell. Die Seite versucht es weiter; was läuft, läuft auch ohne sie weiter.",
  },
  busy: {
    title: "AssetQL ist gerade ausgelastet",
    advice: "Es geht gleich von selbst weiter; was läuft, läuft inzwischen weiter.",
  },
  score: "Stil {{score}}",
  scoreGood: "Passt zum Stil: Bilder brauchen {{gate}}",
  scoreLow: "Weniger, als Bilder dieses Stils brauchen: {{gate}}",
  noImage: "Kein Bild",
  unsaved: {
    title: "Verlassen, ohne zu speichern?",
    message: "Was Sie hier geändert haben, ist noch nicht gespeichert.",
    leave: "Verlassen",
    stay: "Bleiben",
  },
};
