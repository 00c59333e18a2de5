using System;

namespace AssetQL.Client
{
    /// <summary>Ids of requests: never used twice, not even after a domain reload.</summary>
    internal static class Ids
    {
        public static string New()
        {
            return Guid.NewGuid().ToString("N");
        }
    }
}
