using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>An image.</summary>
    public sealed class Asset : Resource
    {
        /// <summary>From JSON as the bridge sends it. Throws <see cref="JsonException"/> for anything else.</summary>
        public Asset(JsonValue source) : base(source)
        {
            Id = source["id"].AsString();
            BatchId = source["batchId"].AsString();
            Row = source["row"].AsInt();
            Version = source["version"].AsInt();
            Title = source["title"].AsString();
            Sku = source["sku"].StringOrNull();
            Category = source["category"].StringOrNull();
            Tags = Strings(source["tags"]);
            Prompt = source["prompt"].AsString();
            Score = source["score"].AsDouble();
            Review = source["review"].AsString();
            Width = source["width"].AsInt();
            Height = source["height"].AsInt();
        }

        /// <summary>Of the hub.</summary>
        public string Id { get; private set; }

        /// <summary>Of its batch.</summary>
        public string BatchId { get; private set; }

        /// <summary>Of the batch's input, counted from 1.</summary>
        public int Row { get; private set; }

        /// <summary>Counted from 1; a regenerated image has the next.</summary>
        public int Version { get; private set; }

        /// <summary>For people.</summary>
        public string Title { get; private set; }

        /// <summary>Null where the input has none.</summary>
        public string Sku { get; private set; }

        /// <summary>Null where it has none.</summary>
        public string Category { get; private set; }

        /// <summary>For searching.</summary>
        public IReadOnlyList<string> Tags { get; private set; }

        /// <summary>It was made from.</summary>
        public string Prompt { get; private set; }

        /// <summary>Of its style, 0..1.</summary>
        public double Score { get; private set; }

        /// <summary>pending, approved or rejected.</summary>
        public string Review { get; private set; }

        /// <summary>Pixels.</summary>
        public int Width { get; private set; }

        /// <summary>Pixels.</summary>
        public int Height { get; private set; }
    }
}
