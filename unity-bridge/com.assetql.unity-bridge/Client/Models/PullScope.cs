using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>Which images a pull or an export is of.</summary>
    public sealed class PullScope
    {
        private PullScope(JsonValue json)
        {
            Json = json;
        }

        /// <summary>Those of this project that have a newer version; their import settings stay as they are.</summary>
        public static PullScope Pulled
        {
            get { return new PullScope(Kind("pulled")); }
        }

        internal JsonValue Json { get; private set; }

        /// <summary>All approved images of a batch.</summary>
        public static PullScope OfBatch(string batchId)
        {
            return new PullScope(Kind("batch").Set("batchId", JsonValue.Of(batchId)));
        }

        /// <summary>These, 500 at most.</summary>
        public static PullScope OfAssets(IEnumerable<string> assetIds)
        {
            return new PullScope(Kind("assets").Set("assetIds", Payload.Strings(assetIds)));
        }

        private static JsonValue Kind(string kind)
        {
            return JsonValue.Object().Set("kind", JsonValue.Of(kind));
        }
    }
}
