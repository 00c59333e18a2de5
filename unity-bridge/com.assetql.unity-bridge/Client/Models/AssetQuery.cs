namespace AssetQL.Client
{
    /// <summary>Which images of a batch, in which order.</summary>
    public sealed class AssetQuery
    {
        /// <summary>All of a batch, the best first.</summary>
        public AssetQuery(string batchId)
        {
            BatchId = batchId;
            Order = "score-desc";
            Limit = 100;
        }

        /// <summary>Of the batch.</summary>
        public string BatchId { get; private set; }

        /// <summary>score-desc, score-asc or row.</summary>
        public string Order { get; set; }

        /// <summary>0..1; null: any.</summary>
        public double? MinScore { get; set; }

        /// <summary>0..1; null: any.</summary>
        public double? MaxScore { get; set; }

        /// <summary>pending, approved or rejected; null: any.</summary>
        public string Review { get; set; }

        /// <summary>Of the page before; null: the first.</summary>
        public string Cursor { get; set; }

        /// <summary>Of a page, 1 to 200.</summary>
        public int Limit { get; set; }
    }
}
