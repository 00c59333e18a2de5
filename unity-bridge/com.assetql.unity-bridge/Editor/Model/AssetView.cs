using AssetQL.Client;

namespace AssetQL.Editor
{
    /// <summary>What is written under an image of the contact sheet.</summary>
    internal static class AssetView
    {
        public static string Title(Asset asset)
        {
            return Texts.OneLine(string.IsNullOrEmpty(asset.Title) ? "Row " + Numbers.Write(asset.Row) : asset.Title, 60);
        }

        /// <param name="threshold">Score that an image of this style has to reach; null when that is not known.</param>
        public static NoticeKind ScoreTone(Asset asset, double? threshold)
        {
            if (!threshold.HasValue) return NoticeKind.Info;
            return asset.Score >= threshold.Value ? NoticeKind.Good : NoticeKind.Warning;
        }

        public static string Review(Asset asset)
        {
            switch (asset.Review)
            {
                case "approved": return "Approved";
                case "rejected": return "Rejected";
                default: return "To review";
            }
        }

        public static NoticeKind ReviewTone(Asset asset)
        {
            switch (asset.Review)
            {
                case "approved": return NoticeKind.Good;
                case "rejected": return NoticeKind.Error;
                default: return NoticeKind.Info;
            }
        }

        public static string Tooltip(Asset asset)
        {
            string sku = asset.Sku == null ? "" : "SKU " + asset.Sku + "\n";
            return asset.Title + "\n" + sku + "Row " + Numbers.Write(asset.Row) + ", version " +
                Numbers.Write(asset.Version) + ", " + Numbers.Write(asset.Width) + " \u00d7 " +
                Numbers.Write(asset.Height) + "\n" + Texts.OneLine(asset.Prompt, 300);
        }

        /// <summary>What became of a decision on several images.</summary>
        public static Notice Of(ReviewResult result)
        {
            if (result.Failed.Count == 0) return Notice.Nothing;
            string done = result.Done > 0 ? Texts.Images(result.Done) + " done. " : "";
            return new Notice(
                NoticeKind.Warning,
                Texts.Images(result.Failed.Count) + " could not be changed",
                done + result.Failed[0].Detail);
        }
    }
}
