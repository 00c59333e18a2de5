import { MOST_ITEMS } from "../../../server/selections/most-items.ts";
import type { problems as english } from "../en/problems.ts";
import { shopProblems } from "./shop-problems.ts";

export const problems: typeof english = {
  unknown: {
    title: "Das hat nicht geklappt",
    advice: "Versuchen Sie es noch einmal. Wenn es so bleibt, sagen Sie uns, was Sie getan haben.",
  },
  internal: {
    title: "Bei uns ist etwas schiefgegangen",
    advice: "Der Fehler ist vermerkt. Versuchen Sie es noch einmal; es ist nichts verloren.",
  },
  offline: {
    title: "Keine Verbindung",
    advice: "Die App ist nicht zu erreichen. Prüfen Sie Ihre Internetverbindung.",
  },
  "hub-unavailable": {
    title: "AssetQL antwortet gerade nicht",
    advice: "Es ist nichts verloren: Was lief, läuft weiter, sobald AssetQL wieder da ist.",
  },
  "hub-unexpected": {
    title: "AssetQL antwortet auf eine Weise, die diese App nicht versteht",
    advice: "Es ist nichts verloren. Sagen Sie denen Bescheid, die diese App betreiben.",
  },
  "hub-key-not-operator": {
    title: "Die App ist noch nicht eingerichtet",
    advice:
      "Ihr Schlüssel darf auf dem Hub keine Arbeitsbereiche anlegen. Sagen Sie denen Bescheid, die diese App betreiben.",
  },
  "workspace-key-refused": {
    title: "Ihr Arbeitsbereich lässt diesen Shop nicht mehr ein",
    advice:
      "Der Schlüssel der App für ihn wurde widerrufen. Treten Sie ihm in den Einstellungen mit einem neuen Schlüssel wieder bei; ein Admin des Arbeitsbereichs kann einen anlegen.",
  },
  "join-key-refused": {
    title: "Dieser Schlüssel ist nicht gültig",
    advice: "Kopieren Sie ihn noch einmal ganz; vielleicht ist er auch abgelaufen oder widerrufen.",
  },
  "join-key-not-admin": {
    title: "Dieser Schlüssel darf nicht genug",
    advice: "Um einem Arbeitsbereich beizutreten, brauchen Sie einen Schlüssel mit der Rolle Admin.",
  },
  "not-installed": {
    title: "Die App ist in diesem Shop nicht installiert",
    advice:
      "Öffnen Sie sie in Ihrem Shopify-Adminbereich über die Liste der Apps, oder installieren Sie sie neu.",
  },
  "selection-too-large": {
    title: "Das ist zu viel für eine Auswahl",
    advice: `Eine Auswahl fasst höchstens ${new Intl.NumberFormat("de").format(MOST_ITEMS)}. Wählen Sie weniger, oder legen Sie mehrere an.`,
  },
  "billing-needed": {
    title: "Ihre kostenlosen Bilder sind verbraucht",
    advice: "Wählen Sie in den Einstellungen einen Tarif, um weitere zu erstellen.",
  },
  "billing-month-used": {
    title: "Die kostenlosen Bilder aus dem Monat dieses Batches sind verbraucht",
    advice:
      "Seine Bilder zählen in dem Monat, in dem er erstellt wurde. Erstellen Sie sie in einem neuen Batch, oder wählen Sie in den Einstellungen einen Tarif.",
  },
  "billing-cap-reached": {
    title: "Der Höchstbetrag, dem Sie zugestimmt haben, ist erreicht",
    advice: "Erstellen Sie weniger Bilder, oder warten Sie, bis die nächsten 30 Tage beginnen.",
  },
  "billing-refused": {
    title: "Shopify hat die Abrechnung nicht angenommen",
    advice: "Versuchen Sie es in einer Minute noch einmal. Es wurde nichts berechnet.",
  },
  "request-invalid": {
    title: "Etwas im Formular stimmt nicht",
    advice: "Prüfen Sie, was Sie ausgefüllt haben.",
  },
  "input-invalid": {
    title: "An den Produkten oder an der Vorlage muss erst etwas geändert werden",
    advice: "Und zwar hier:",
  },
  unauthenticated: {
    title: "AssetQL hat den Schlüssel dieser App abgelehnt",
    advice: "Laden Sie die Seite neu. Wenn es so bleibt, sagen Sie denen Bescheid, die diese App betreiben.",
  },
  forbidden: {
    title: "Das dürfen Sie nicht",
    advice: "Ihre Rolle in diesem Arbeitsbereich erlaubt es nicht. Fragen Sie einen seiner Admins.",
  },
  "not-found": {
    title: "Hier ist nichts",
    advice: "Vielleicht wurde es gelöscht, oder es gehört zu einem anderen Arbeitsbereich.",
  },
  conflict: {
    title: "Jemand war schneller",
    advice: "Das wurde inzwischen geändert. Laden Sie die Seite neu, und sehen Sie noch einmal nach.",
  },
  "quota-exceeded": {
    title: "Ihr Kontingent für diesen Monat reicht nicht",
    advice: "Wählen Sie weniger Produkte, oder warten Sie, bis das Kontingent neu beginnt.",
  },
  "batch-state": {
    title: "Der Batch ist inzwischen weiter",
    advice: "In seinem jetzigen Zustand geht das nicht.",
  },
  "batch-running": {
    title: "Der Batch läuft noch",
    advice: "Warten Sie, bis er fertig ist, oder brechen Sie ihn erst ab.",
  },
  "task-state": {
    title: "Das Bild ist inzwischen weiter",
    advice: "In seinem jetzigen Zustand geht das nicht.",
  },
  "asset-state": {
    title: "Das Bild ist inzwischen weiter",
    advice: "In seinem jetzigen Zustand geht das nicht.",
  },
  "publication-running": {
    title: "Eine Veröffentlichung läuft",
    advice: "Warten Sie, bis sie fertig ist, oder halten Sie sie an, und versuchen Sie es noch einmal.",
  },
  "publication-scheduled": {
    title: "Es ist eingeplant, etwas zu veröffentlichen oder rückgängig zu machen",
    advice:
      "Das geschähe nicht, solange der Shop woanders arbeitet. Sagen Sie es ab, oder warten Sie, bis es geschehen ist, und wechseln Sie dann den Arbeitsbereich:",
  },
  "publication-state": {
    title: "Die Veröffentlichung ist inzwischen weiter",
    advice:
      "Jemand hat sie inzwischen gestartet, angehalten oder rückgängig gemacht. Sie sehen, wie es jetzt steht.",
  },
  "publication-empty": {
    title: "Es gibt nichts zu veröffentlichen",
    advice: "Geben Sie erst Bilder frei.",
  },
  "host-unavailable": {
    title: "Der Teil der App, der mit Shopify spricht, antwortet nicht",
    advice: "Vielleicht startet er gerade. Versuchen Sie es in einer Minute noch einmal.",
  },
  "target-failing": {
    title: "Ihr Shop lässt sich so nicht verwenden",
    advice: "Sehen Sie in den Einstellungen nach, wo die Verbindung zu Ihrem Shop geprüft wird.",
  },
  "target-in-use": {
    title: "In Ihren Shop wird gerade veröffentlicht",
    advice: "Warten Sie, bis die laufende Veröffentlichung fertig ist.",
  },
  "style-in-use": {
    title: "Der Stil wird verwendet",
    advice: "Laufende Batches verwenden ihn. Warten Sie, bis sie fertig sind.",
  },
  "image-format-unsupported": {
    title: "Diese Art von Bild lässt sich nicht verwenden",
    advice: "Verwenden Sie PNG, JPEG, WebP, AVIF, GIF oder TIFF.",
  },
  "image-too-many-pixels": {
    title: "Das Bild hat zu viele Pixel",
    advice: "Verkleinern Sie es vorher.",
  },
  "image-too-large": {
    title: "Die Bilddatei ist zu groß",
    advice: "Verkleinern Sie das Bild vorher.",
  },
  "image-corrupt": {
    title: "Das Bild lässt sich nicht lesen",
    advice: "Vielleicht ist die Datei beschädigt. Speichern Sie sie neu, oder nehmen Sie eine andere.",
  },
  "payload-too-large": {
    title: "Das ist zu groß, um auf einmal gesendet zu werden",
    advice: "Senden Sie weniger.",
  },
  "rate-limited": {
    title: "Das war zu viel auf einmal",
    advice: "Warten Sie einen Moment; es geht von selbst weiter.",
  },
  "shop-rate-limited": {
    title: "Shopify lässt im Moment keine weiteren Anfragen an Ihren Shop zu",
    advice:
      "Die App und andere fragen gerade viel auf einmal. Warten Sie eine Minute und versuchen Sie es dann noch einmal.",
  },
  unavailable: {
    title: "Gerade kommt keine Antwort",
    advice:
      "Shopify oder AssetQL ist ausgelastet. Es ist nichts verloren; versuchen Sie es in einer Minute noch einmal.",
  },
  "timed-out": {
    title: "Das hat zu lange gedauert",
    advice: "Shopify hat nicht rechtzeitig geantwortet. Versuchen Sie es in einer Minute noch einmal.",
  },
  unreachable: {
    title: "Shopify ist nicht zu erreichen",
    advice: "Es ist nichts verloren. Versuchen Sie es in einer Minute noch einmal.",
  },
  "cursor-invalid": {
    title: "Diese Seite der Liste gibt es nicht mehr",
    advice: "Fangen Sie wieder bei der ersten an.",
  },
  "idempotency-key-in-use": {
    title: "Das wird schon getan",
    advice: "Warten Sie einen Moment, und laden Sie dann die Seite neu.",
  },
  "idempotency-key-reused": {
    title: "Das wurde schon getan",
    advice: "Laden Sie die Seite neu, um es zu sehen, und fangen Sie neu an, wenn Sie etwas anderes möchten.",
  },
  "connector-unknown": {
    title: "Der Teil der App, der mit Shopify spricht, antwortet nicht",
    advice: "Vielleicht startet er gerade. Versuchen Sie es in einer Minute noch einmal.",
  },
  ...shopProblems,
};
