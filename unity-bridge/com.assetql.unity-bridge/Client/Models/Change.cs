using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>What a pull does to one texture.</summary>
    public sealed class Change : Resource
    {
        /// <summary>From JSON as the bridge sends it. Throws <see cref="JsonException"/> for anything else.</summary>
        public Change(JsonValue source) : base(source)
        {
            Id = source["id"].AsString();
            AssetId = source["assetId"].StringOrNull();
            ExternalId = source["externalId"].AsString();
            Guid = source["guid"].StringOrNull();
            Title = source["title"].AsString();
            Kind = source["kind"].AsString();
            State = source["state"].AsString();
            Reason = source["reason"].StringOrNull();
            Problem = source["problem"].IsNull ? null : new ProblemText(source["problem"]);
            Warnings = Strings(source["warnings"]);
            Fields = List(source["fields"], item => new ChangedField(item));
        }

        /// <summary>Of the hub.</summary>
        public string Id { get; private set; }

        /// <summary>Null when the asset is gone.</summary>
        public string AssetId { get; private set; }

        /// <summary>The bridge's own.</summary>
        public string ExternalId { get; private set; }

        /// <summary>Of the texture; null while there is none.</summary>
        public string Guid { get; private set; }

        /// <summary>For people.</summary>
        public string Title { get; private set; }

        /// <summary>create, update, skip, conflict or delete.</summary>
        public string Kind { get; private set; }

        /// <summary>planned, applying, applied, failed, skipped, reverting, reverted or revert-failed.</summary>
        public string State { get; private set; }

        /// <summary>Why it is skipped, a conflict or deleted.</summary>
        public string Reason { get; private set; }

        /// <summary>Why it failed; null when it did not.</summary>
        public ProblemText Problem { get; private set; }

        /// <summary>For people.</summary>
        public IReadOnlyList<string> Warnings { get; private set; }

        /// <summary>Those that differ.</summary>
        public IReadOnlyList<ChangedField> Fields { get; private set; }
    }
}
