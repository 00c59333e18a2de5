using System;

namespace AssetQL.Client
{
    /// <summary>Images that are made together.</summary>
    public sealed class Batch : Resource
    {
        /// <summary>From JSON as the bridge sends it. Throws <see cref="JsonException"/> for anything else.</summary>
        public Batch(JsonValue source) : base(source)
        {
            Id = source["id"].AsString();
            Name = source["name"].AsString();
            Status = source["status"].AsString();
            StyleId = source["styleId"].AsString();
            Total = source["total"].AsInt();
            Completed = source["completed"].AsInt();
            Failed = source["failed"].AsInt();
            Processing = source["processing"].AsInt();
            Retrying = source["retrying"].AsInt();
            Queued = source["queued"].AsInt();
            MeanScore = source["meanScore"].DoubleOrNull();
            CreatedAt = Time(source["createdAt"]);
            CompletedAt = TimeOrNull(source["completedAt"]);
            EstimatedCompletion = TimeOrNull(source["estimatedCompletion"]);
        }

        /// <summary>Of the hub.</summary>
        public string Id { get; private set; }

        /// <summary>For people; the folder's name comes from it.</summary>
        public string Name { get; private set; }

        /// <summary>queued, processing, completed, failed, paused or cancelled.</summary>
        public string Status { get; private set; }

        /// <summary>Of its style.</summary>
        public string StyleId { get; private set; }

        /// <summary>Images in all.</summary>
        public int Total { get; private set; }

        /// <summary>Images that are made.</summary>
        public int Completed { get; private set; }

        /// <summary>Images that could not be made.</summary>
        public int Failed { get; private set; }

        /// <summary>Images that are being made.</summary>
        public int Processing { get; private set; }

        /// <summary>Images that wait to be tried again.</summary>
        public int Retrying { get; private set; }

        /// <summary>Images that wait.</summary>
        public int Queued { get; private set; }

        /// <summary>Style score, 0..1; null before the first image.</summary>
        public double? MeanScore { get; private set; }

        /// <summary>UTC.</summary>
        public DateTime CreatedAt { get; private set; }

        /// <summary>UTC; null while it goes on.</summary>
        public DateTime? CompletedAt { get; private set; }

        /// <summary>UTC; null while nothing is known.</summary>
        public DateTime? EstimatedCompletion { get; private set; }
    }
}
