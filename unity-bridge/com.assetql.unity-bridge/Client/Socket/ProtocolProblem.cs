using System;

namespace AssetQL.Client
{
    /// <summary>The bridge sent what it must not: the connection is of no use any more.</summary>
    internal sealed class ProtocolProblem : Exception
    {
        /// <summary>Part of a sentence for people, without a full stop.</summary>
        public ProtocolProblem(string why) : base(why)
        {
        }
    }
}
