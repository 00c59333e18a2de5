using System;

namespace AssetQL.Client
{
    /// <summary>Images on their way into this project: a plan, its receipt and its undo.</summary>
    public sealed class Pull : Resource
    {
        /// <summary>From JSON as the bridge sends it. Throws <see cref="JsonException"/> for anything else.</summary>
        public Pull(JsonValue source) : base(source)
        {
            Id = source["id"].AsString();
            Name = source["name"].AsString();
            Status = source["status"].AsString();
            BatchId = source["batchId"].StringOrNull();
            Counts = new PullCounts(source["counts"]);
            Problem = source["problem"].IsNull ? null : new ProblemText(source["problem"]);
            CreatedAt = Time(source["createdAt"]);
            AppliedAt = TimeOrNull(source["appliedAt"]);
            RevertedAt = TimeOrNull(source["revertedAt"]);
        }

        /// <summary>Of the hub.</summary>
        public string Id { get; private set; }

        /// <summary>For people.</summary>
        public string Name { get; private set; }

        /// <summary>planning, planned, applying, paused, applied, reverting, reverted or failed.</summary>
        public string Status { get; private set; }

        /// <summary>Null when the images were chosen.</summary>
        public string BatchId { get; private set; }

        /// <summary>Its changes.</summary>
        public PullCounts Counts { get; private set; }

        /// <summary>Why it stopped; null when it did not.</summary>
        public ProblemText Problem { get; private set; }

        /// <summary>UTC.</summary>
        public DateTime CreatedAt { get; private set; }

        /// <summary>UTC; null before.</summary>
        public DateTime? AppliedAt { get; private set; }

        /// <summary>UTC; null before.</summary>
        public DateTime? RevertedAt { get; private set; }
    }
}
