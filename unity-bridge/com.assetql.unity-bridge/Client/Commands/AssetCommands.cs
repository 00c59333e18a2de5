using System.Collections.Generic;
using System.Threading.Tasks;

namespace AssetQL.Client
{
    /// <summary>Images of the hub.</summary>
    public sealed class AssetCommands
    {
        private readonly ICommandLine line;

        internal AssetCommands(ICommandLine line)
        {
            this.line = line;
        }

        /// <summary>Images of a batch.</summary>
        public Task<Page<Asset>> List(AssetQuery query)
        {
            JsonValue payload = Payload.One("batchId", query.BatchId)
                .Set("order", JsonValue.Of(query.Order))
                .Set("minScore", Payload.OrNull(query.MinScore))
                .Set("maxScore", Payload.OrNull(query.MaxScore))
                .Set("review", JsonValue.Of(query.Review))
                .Set("cursor", JsonValue.Of(query.Cursor))
                .Set("limit", JsonValue.Of((long)query.Limit));
            return line.Ask("assets.list", payload, page => new Page<Asset>(page, item => new Asset(item)));
        }

        /// <summary>`action`: approve, reject or regenerate. `note`: for people, or null.</summary>
        public Task<ReviewResult> Review(string action, IEnumerable<string> ids, string note)
        {
            JsonValue payload = Payload.One("action", action)
                .Set("assetIds", Payload.Strings(ids))
                .Set("note", JsonValue.Of(string.IsNullOrWhiteSpace(note) ? null : note));
            return line.Ask("assets.review", payload, done => new ReviewResult(done));
        }

        /// <summary>A PNG whose longest side is at most `maxSide` pixels, 32 to 512.</summary>
        public async Task<byte[]> Thumbnail(Asset asset, int maxSide)
        {
            JsonValue payload = Payload.One("assetId", asset.Id)
                .Set("version", JsonValue.Of((long)asset.Version))
                .Set("maxSide", JsonValue.Of((long)maxSide));
            var sink = new MemorySink();
            await line.Fetch("assets.thumbnail", already => payload, sink);
            return sink.ToArray();
        }
    }
}
