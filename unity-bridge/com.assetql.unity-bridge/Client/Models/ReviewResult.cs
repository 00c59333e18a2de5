using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>What became of a decision on several images.</summary>
    public sealed class ReviewResult : Resource
    {
        internal ReviewResult(JsonValue source) : base(source)
        {
            Done = source["done"].AsInt();
            Failed = List(source["failed"], item => new ReviewFailure(item));
        }

        /// <summary>How many.</summary>
        public int Done { get; private set; }

        /// <summary>Those it was not possible for.</summary>
        public IReadOnlyList<ReviewFailure> Failed { get; private set; }
    }

    /// <summary>Why a decision on one image was not possible.</summary>
    public sealed class ReviewFailure : Resource
    {
        internal ReviewFailure(JsonValue source) : base(source)
        {
            AssetId = source["assetId"].AsString();
            Code = source["code"].AsString();
            Detail = source["detail"].AsString();
        }

        /// <summary>Of the image.</summary>
        public string AssetId { get; private set; }

        /// <summary>Stable.</summary>
        public string Code { get; private set; }

        /// <summary>For people.</summary>
        public string Detail { get; private set; }
    }
}
