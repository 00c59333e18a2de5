import type { settings as english } from "../en/settings.ts";

export const settings: typeof english = {
  title: "Einstellungen",
  images: {
    title: "Bilder an Produkten",
    description:
      "Wie veröffentlichte Bilder an Ihre Produkte kommen. Bei jeder Veröffentlichung können Sie es anders wählen.",
    saved: "Einstellungen gespeichert",
    placement: {
      title: "Wo ein Produkt neue Bilder zeigt",
      first: "Ganz vorn",
      firstHelp: "Vor den vorhandenen Bildern. Das neue wird das Hauptbild.",
      last: "Am Ende",
      lastHelp: "Nach den vorhandenen Bildern.",
      replace: "Anstelle des Hauptbilds",
      replaceHelp: "Das bisherige Hauptbild verschwindet vom Produkt und bleibt in Ihren Dateien.",
    },
    variantImages: {
      title: "Bilder der Varianten",
      all: "Alle Varianten der Farbe",
      allHelp: "Alle Größen einer Farbe zeigen das Bild der Farbe.",
      empty: "Nur Varianten ohne Bild",
      emptyHelp: "Vorhandene Bilder von Varianten bleiben, wie sie sind.",
      none: "Keine Varianten",
      noneHelp: "Die neuen Bilder zeigt nur das Produkt selbst.",
    },
    altText: {
      title: "Alternativtext",
      keep: "Vorhandene Texte behalten",
      keepHelp: "Wird ein Bild ersetzt, das einen Text hat, bleibt der Text.",
      ours: "Immer der neue Text",
      oursHelp: "Texte ersetzter Bilder werden nicht behalten.",
    },
    format: {
      title: "Format",
      jpg: "JPEG: klein, für Fotos",
      webp: "WebP: noch kleiner",
      png: "PNG: groß, exakt",
    },
    width: {
      title: "Breite",
      help: "Leer lassen, um Bilder so groß zu veröffentlichen, wie sie erstellt wurden.",
      "not-a-number": "Geben Sie eine ganze Zahl ein, etwa 1600.",
      "out-of-range": "Wählen Sie zwischen {{least}} und {{most}} Pixeln.",
    },
  },
  connection: {
    title: "Verbindung",
    description: "Ob die App AssetQL und Ihren Shop erreicht.",
    hub: "AssetQL",
    hubOk: "Funktioniert (Version {{version}}).",
    hubStopping: "Wird neu gestartet; was läuft, geht danach weiter.",
    shop: "Ihr Shop",
    shopOk: "Die App kann die Produkte von {{domain}} lesen und dort Bilder ablegen.",
    shopUnknown: "Prüfen Sie, ob die App Ihre Produkte lesen und Bilder in Ihrem Shop ablegen kann.",
    good: "In Ordnung",
    bad: "Braucht Aufmerksamkeit",
    unknown: "Nicht geprüft",
    checked: "Geprüft: {{at}}",
    check: "Jetzt prüfen",
  },
  workspace: {
    title: "Arbeitsbereich",
    description:
      "Ihre Stile, Batches und Bilder liegen in einem Arbeitsbereich auf AssetQL. Treten Sie einem anderen bei, um sie mit anderen Shops oder Ihrem Team zu teilen.",
    own: "Eigener Arbeitsbereich",
    joined: "Beigetreten",
    since: "Verbunden seit {{date}}",
    lost: "{{name}} ist für diesen Shop nicht mehr da",
    lostAdvice:
      "Er wurde gelöscht, oder sein Schlüssel wurde widerrufen. Der Shop arbeitet jetzt in seinem eigenen Arbeitsbereich.",
    lockedOut:
      "Treten Sie Ihrem Arbeitsbereich mit einem neuen Schlüssel wieder bei oder einem anderen. Was in Ihrem erstellt wurde, ist noch da.",
    key: "Schlüssel eines anderen Arbeitsbereichs",
    newKey: "Schlüssel des Arbeitsbereichs",
    keyHelp:
      "Ein API-Schlüssel mit der Rolle Admin, in AssetQL angelegt. Er wird einmal verwendet und nicht gespeichert: Die App legt sich einen eigenen an.",
    keyWrong: "Das sieht nicht nach einem Schlüssel aus. Kopieren Sie ihn ganz.",
    join: "Arbeitsbereich beitreten",
    joinTitle: "Einem anderen Arbeitsbereich beitreten?",
    joinFromOwn:
      "Von da an arbeitet dieser Shop dort, mit den Einstellungen für Bilder, die er dort hat. Was in {{name}} erstellt und veröffentlicht wurde, bleibt dort. Um es rückgängig zu machen, kommen Sie erst zurück; das geht jederzeit.",
    joinFromJoined:
      "Von da an arbeitet dieser Shop dort, mit den Einstellungen für Bilder, die er dort hat. Was in {{name}} erstellt und veröffentlicht wurde, bleibt dort. Um es rückgängig zu machen, treten Sie diesem Arbeitsbereich erst wieder bei; dafür brauchen Sie einen Schlüssel von ihm. Die App behält dort einen eigenen Schlüssel, damit sie die Veröffentlichungen Ihres Shops löschen kann, wenn Sie sie deinstallieren.",
    leave: "Zurück zum eigenen Arbeitsbereich",
    leaveTitle: "Zurück zum eigenen Arbeitsbereich des Shops?",
    leaveMessage:
      "Was dieser Shop in {{name}} erstellt und veröffentlicht hat, bleibt dort. Um es rückgängig zu machen, treten Sie diesem Arbeitsbereich erst wieder bei; dafür brauchen Sie einen Schlüssel von ihm. Die App behält dort einen eigenen Schlüssel, damit sie die Veröffentlichungen Ihres Shops löschen kann, wenn Sie sie deinstallieren.",
    done: "Arbeitsbereich beigetreten",
    left: "Zurück im eigenen Arbeitsbereich",
  },
  billing: {
    title: "Tarif",
    description: "Sie zahlen über Shopify für Bilder, die erstellt wurden.",
    free: "Kostenlos",
    usage: "Nach Bildern",
    active: "Aktiv",
    used: "{{used}} von {{free}} kostenlosen Bildern verbraucht",
    price: "Danach {{price}} je Bild.",
    capped: "Danach {{price}} je Bild und nie mehr als {{cap}} im Monat.",
    begin: "Zahlung nach Bildern wählen",
  },
  privacy: {
    title: "Datenschutz",
    description: "Was AssetQL über Ihren Shop speichert.",
    stored: "Was gespeichert wird",
    catalogue: "Produkttexte, aus denen Sie Bilder erstellen: Titel, Optionen, SKUs, Tags, Metafelder.",
    images:
      "Erstellte Bilder, Referenzbilder der Stile und was wo veröffentlicht wurde, damit es sich rückgängig machen lässt.",
    people: "Namen der Mitarbeitenden, die diese App verwenden, um zu zeigen, wer was getan hat.",
    never: "Nichts über Ihre Kundschaft oder Bestellungen. Die App kann sie nicht lesen.",
    erase: "Wie Sie alles löschen lassen",
    eraseOwn:
      "Deinstallieren Sie die App. Shopify bittet uns dann nach 48 Stunden, den Shop zu löschen, und der ganze Arbeitsbereich wird gelöscht, dazu die Veröffentlichungen des Shops in Arbeitsbereichen, denen er früher beigetreten ist. Bilder, die Sie veröffentlicht haben, bleiben in Ihrem Shop.",
    eraseJoined:
      "Deinstallieren Sie die App. Shopify bittet uns dann nach 48 Stunden, den Shop zu löschen, und was die App über ihn weiß, wird gelöscht: sein eigener Arbeitsbereich und seine Veröffentlichungen in Arbeitsbereichen, denen er beigetreten ist. Batches und Bilder, die dort erstellt wurden, gehören diesen; bitten Sie seine Admins, sie zu löschen. Bilder, die Sie veröffentlicht haben, bleiben in Ihrem Shop.",
  },
  language: {
    title: "Sprache",
    description: "Englisch und Deutsch.",
    text: "Die App spricht die Sprache Ihres Shopify-Kontos. Ändern Sie sie in Shopify in Ihrem Profil.",
  },
};
