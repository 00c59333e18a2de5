namespace AssetQL.Client
{
    /// <summary>The .meta files that we write ourselves, as export-formats writes them: the same bytes for the same GUID.</summary>
    internal static class MetaTexts
    {
        /// <summary>The spaces behind the colons are Unity's own.</summary>
        private const string ImporterEnd = "  userData: \n  assetBundleName: \n  assetBundleVariant: \n";

        public static string OfFolder(string guid)
        {
            return Of(guid, "folderAsset: yes\nDefaultImporter:\n");
        }

        /// <summary>Of JSON, which Unity shows as text.</summary>
        public static string OfText(string guid)
        {
            return Of(guid, "TextScriptImporter:\n");
        }

        private static string Of(string guid, string importer)
        {
            return "fileFormatVersion: 2\nguid: " + guid + "\n" + importer + ImporterEnd;
        }
    }
}
