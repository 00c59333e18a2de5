using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>A style profile: what images of a batch are to look like.</summary>
    public sealed class Style : Resource
    {
        /// <summary>From JSON as the bridge sends it. Throws <see cref="JsonException"/> for anything else.</summary>
        public Style(JsonValue source) : base(source)
        {
            Id = source["id"].AsString();
            Name = source["name"].AsString();
            Version = source["version"].AsInt();
            References = source["references"].AsInt();
            Threshold = source["threshold"].AsDouble();
            Palette = Strings(source["palette"]);
        }

        /// <summary>Of the hub.</summary>
        public string Id { get; private set; }

        /// <summary>For people.</summary>
        public string Name { get; private set; }

        /// <summary>Counted from 1.</summary>
        public int Version { get; private set; }

        /// <summary>How many reference images it has.</summary>
        public int References { get; private set; }

        /// <summary>Score that an image has to reach, 0..1.</summary>
        public double Threshold { get; private set; }

        /// <summary>#RRGGBB, the most frequent first.</summary>
        public IReadOnlyList<string> Palette { get; private set; }
    }
}
