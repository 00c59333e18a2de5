using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>What a batch would be.</summary>
    public sealed class BatchPreview : Resource
    {
        /// <summary>From JSON as the bridge sends it. Throws <see cref="JsonException"/> for anything else.</summary>
        public BatchPreview(JsonValue source) : base(source)
        {
            Valid = source["valid"].AsBool();
            Total = source["total"].AsInt();
            Columns = Strings(source["columns"]);
            Prompts = List(source["prompts"], item => new PreviewPrompt(item));
            Problems = List(source["problems"], item => new InputProblem(item));
            Cost = new PreviewCost(source["cost"]);
            Seconds = source["seconds"].AsDouble();
            QuotaLeft = source["quotaLeft"].LongOrNull();
        }

        /// <summary>It can be created.</summary>
        public bool Valid { get; private set; }

        /// <summary>Images in all.</summary>
        public int Total { get; private set; }

        /// <summary>Of the CSV.</summary>
        public IReadOnlyList<string> Columns { get; private set; }

        /// <summary>Of the first rows.</summary>
        public IReadOnlyList<PreviewPrompt> Prompts { get; private set; }

        /// <summary>Errors and warnings.</summary>
        public IReadOnlyList<InputProblem> Problems { get; private set; }

        /// <summary>US dollars.</summary>
        public PreviewCost Cost { get; private set; }

        /// <summary>How long it will take.</summary>
        public double Seconds { get; private set; }

        /// <summary>Images left in this month; null when there is no limit.</summary>
        public long? QuotaLeft { get; private set; }
    }
}
