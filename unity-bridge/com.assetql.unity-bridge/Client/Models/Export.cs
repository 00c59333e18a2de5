using System;

namespace AssetQL.Client
{
    /// <summary>A package of images that the hub makes.</summary>
    public sealed class Export : Resource
    {
        /// <summary>From JSON as the bridge sends it. Throws <see cref="JsonException"/> for anything else.</summary>
        public Export(JsonValue source) : base(source)
        {
            Id = source["id"].AsString();
            Status = source["status"].AsString();
            Total = source["total"].AsInt();
            Processed = source["processed"].AsInt();
            Skipped = source["skipped"].AsInt();
            Bytes = source["bytes"].LongOrNull();
            Error = source["error"].StringOrNull();
            CreatedAt = Time(source["createdAt"]);
        }

        /// <summary>Of the hub.</summary>
        public string Id { get; private set; }

        /// <summary>queued, processing, completed or failed.</summary>
        public string Status { get; private set; }

        /// <summary>Images in all.</summary>
        public int Total { get; private set; }

        /// <summary>Images that are in it by now.</summary>
        public int Processed { get; private set; }

        /// <summary>Images that could not be read.</summary>
        public int Skipped { get; private set; }

        /// <summary>Of the package; null before it is completed.</summary>
        public long? Bytes { get; private set; }

        /// <summary>Why it failed; null when it did not.</summary>
        public string Error { get; private set; }

        /// <summary>UTC.</summary>
        public DateTime CreatedAt { get; private set; }
    }
}
