using System;
using System.Collections.Generic;
using AssetQL.Client;

namespace AssetQL.Editor
{
    /// <summary>Which images of a batch the contact sheet shows, and in which order.</summary>
    [Serializable]
    internal sealed class SheetQuery
    {
        public const int PageSize = 60;

        public static readonly IReadOnlyList<string> Orders = new[] { "Best score first", "Worst score first", "By row" };
        public static readonly IReadOnlyList<string> Reviews = new[] { "All", "To review", "Approved", "Rejected" };

        private static readonly string[] OrderCodes = { "score-desc", "score-asc", "row" };
        private static readonly string[] ReviewCodes = { null, "pending", "approved", "rejected" };

        public string BatchId = "";
        public int Order;
        public int Review;

        /// <summary>Id of the image to select once it is there; "" for none.</summary>
        public string Reveal = "";

        public AssetQuery ToQuery(string cursor)
        {
            return new AssetQuery(BatchId)
            {
                Order = OrderCodes[Clamp(Order, OrderCodes.Length)],
                Review = ReviewCodes[Clamp(Review, ReviewCodes.Length)],
                Cursor = cursor,
                Limit = PageSize,
            };
        }

        /// <summary>What to say where there is no image.</summary>
        public Notice Nothing
        {
            get
            {
                if (Review == 0)
                {
                    return new Notice(NoticeKind.Info, "No images yet", "They appear here one by one as they are made.");
                }
                string shown = "\u201c" + Reviews[Clamp(Review, Reviews.Count)] + "\u201d";
                string text = "No image of this batch is " + shown + ". Choose \u201cAll\u201d to see the others.";
                return new Notice(NoticeKind.Info, "Nothing here", text);
            }
        }

        private static int Clamp(int index, int count)
        {
            return index < 0 || index >= count ? 0 : index;
        }
    }
}
