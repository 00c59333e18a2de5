import type { shopProblems as english } from "../en/shop-problems.ts";

export const shopProblems: typeof english = {
  "credentials-missing": {
    title: "Die App hat keinen Zugang zu Ihrem Shop",
    advice: "Schließen Sie die App, und öffnen Sie sie in Ihrem Shopify-Adminbereich wieder.",
  },
  "credentials-refused": {
    title: "Shopify lässt die App nicht mehr ein",
    advice:
      "Schließen Sie die App, und öffnen Sie sie in Ihrem Shopify-Adminbereich wieder; installieren Sie sie neu, wenn das nicht hilft.",
  },
  "permission-denied": {
    title: "Shopify erlaubt das nicht",
    advice: "Vielleicht fehlt der App ein Recht. Öffnen Sie sie neu, und stimmen Sie zu, worum sie bittet.",
  },
  "item-deleted": {
    title: "Das Produkt ist weg",
    advice: "Es wurde in Ihrem Shop gelöscht.",
  },
  "remote-deleted": {
    title: "Das Bild ist weg",
    advice: "Es wurde in Ihrem Shop gelöscht.",
  },
  "changed-meanwhile": {
    title: "Es wurde inzwischen geändert",
    advice: "Jemand hat es in Ihrem Shop geändert, deshalb blieb es, wie es ist.",
  },
  "file-refused": {
    title: "Shopify hat das Bild abgelehnt",
    advice: "Versuchen Sie es noch einmal, oder wählen Sie in den Einstellungen ein anderes Format.",
  },
  "file-too-large": {
    title: "Das Bild ist zu groß für Shopify",
    advice: "Wählen Sie in den Einstellungen eine kleinere Breite.",
  },
  "storage-full": {
    title: "Der Speicher Ihres Shops ist voll",
    advice: "Löschen Sie unter Inhalte → Dateien, was Sie nicht mehr brauchen.",
  },
  "config-invalid": {
    title: "Eine Einstellung ist nicht gültig",
    advice: "Sehen Sie in den Einstellungen dieser App nach.",
  },
  "target-not-found": {
    title: "Ihr Shop ist unter seiner Adresse nicht zu finden",
    advice:
      "Vielleicht wurde er geschlossen oder hat eine andere Adresse. Öffnen Sie die App in Ihrem Shopify-Adminbereich neu.",
  },
  "not-the-platform": {
    title: "Unter Shopifys Adresse antwortet etwas anderes",
    advice:
      "Sagen Sie denen Bescheid, die diese App betreiben: Etwas zwischen ihr und Shopify verändert die Antworten.",
  },
  "certificate-invalid": {
    title: "Die Verbindung zu Shopify ist nicht sicher",
    advice: "Es wurde nichts gesendet. Sagen Sie denen Bescheid, die diese App betreiben.",
  },
  "address-forbidden": {
    title: "Diese Adresse darf die App nicht aufrufen",
    advice: "Sie spricht nur mit Shopify. Sagen Sie denen Bescheid, die diese App betreiben.",
  },
  "image-missing": {
    title: "Das Bild ist nicht mehr in AssetQL",
    advice: "Es wurde gelöscht, seit der Plan gemacht wurde. Legen Sie eine neue Veröffentlichung an.",
  },
  "not-supported": {
    title: "Das kann Shopify nicht",
    advice: "Sehen Sie sich das Produkt in Ihrem Shopify-Adminbereich an.",
  },
  refused: {
    title: "Shopify hat das abgelehnt",
    advice:
      "Sehen Sie sich das Produkt in Ihrem Shopify-Adminbereich an, und versuchen Sie es dann noch einmal.",
  },
  "version-conflict": {
    title: "Jemand anderes hat gleichzeitig geschrieben",
    advice: "Es wurde nichts überschrieben. Versuchen Sie es in einer Minute noch einmal.",
  },
  "shop-frozen": {
    title: "Ihr Shop ist eingefroren",
    advice:
      "Seine Inhaberin oder sein Inhaber muss die Rechnung im Shopify-Adminbereich begleichen. Versuchen Sie es danach noch einmal.",
  },
  "shop-locked": {
    title: "Shopify hat Ihren Shop gesperrt",
    advice:
      "Zurzeit wird keine App eingelassen. Wenden Sie sich an den Support von Shopify, und versuchen Sie es danach noch einmal.",
  },
  "product-full": {
    title: "Das Produkt hat so viele Bilder und Videos, wie Shopify erlaubt",
    advice:
      "Entfernen Sie einige der 250 in Ihrem Shopify-Adminbereich, und versuchen Sie es dann noch einmal.",
  },
  "variants-refused": {
    title: "Shopify lässt nicht alle Varianten das Bild zeigen",
    advice:
      "Sehen Sie sich das Produkt in Ihrem Shopify-Adminbereich an, und versuchen Sie es dann noch einmal.",
  },
  "image-gone-meanwhile": {
    title: "Das Bild wurde inzwischen gelöscht oder vom Produkt entfernt",
    advice: "Legen Sie eine neue Veröffentlichung an, um zu sehen, wie es jetzt steht.",
  },
  "file-gone-meanwhile": {
    title: "Das Bild wurde inzwischen aus den Dateien Ihres Shops gelöscht",
    advice: "Legen Sie eine neue Veröffentlichung an, um zu sehen, wie es jetzt steht.",
  },
  "main-image-not-back": {
    title: "Das ersetzte Hauptbild kann nicht zurückkommen",
    advice:
      "Es wurde aus den Dateien Ihres Shops gelöscht, oder Shopify konnte es nicht verarbeiten. Alles andere wurde rückgängig gemacht; wählen Sie im Shopify-Adminbereich ein Hauptbild.",
  },
  "variant-images-not-back": {
    title: "Das Bild, das die Varianten vorher zeigten, kann nicht zurückkommen",
    advice:
      "Es gehört nicht mehr zum Produkt, deshalb zeigen sie jetzt keines. Alles andere wurde rückgängig gemacht; wählen Sie im Shopify-Adminbereich ein Bild für sie.",
  },
  "collection-image-not-back": {
    title: "Das frühere Bild der Kollektion kann nicht zurückkommen",
    advice:
      "Seine Kopie wurde aus den Dateien Ihres Shops gelöscht. Wählen Sie im Shopify-Adminbereich ein Bild für die Kollektion.",
  },
  "not-found-yet": {
    title: "Shopify findet das frühere Bild noch nicht",
    advice:
      "Seine Suche kennt neue Dateien erst etwas später. Es wurde nichts geändert; versuchen Sie es in ein paar Minuten noch einmal.",
  },
  "version-not-back": {
    title: "Das frühere Bild kann nicht zurückkommen",
    advice:
      "Es wurde aus den Dateien Ihres Shops gelöscht, deshalb bleibt das neue. Veröffentlichen Sie das frühere Bild stattdessen noch einmal.",
  },
};
