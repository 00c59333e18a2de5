using System.Collections.Generic;
using System.Linq;
using AssetQL.Client;

namespace AssetQL.Editor
{
    /// <summary>Why something could not be done, as the window says it.</summary>
    internal static class Problems
    {
        private const int Shown = 5;

        /// <summary>The bridge's sentence, and the first problems of the input below it.</summary>
        public static string TextOf(BridgeException error)
        {
            if (error.Problems.Count == 0) return error.Message;
            List<string> lines = new List<string> { error.Message };
            lines.AddRange(error.Problems.Take(Shown));
            int more = error.Problems.Count - Shown;
            if (more > 0) lines.Add("and " + Texts.Count(more, "more", "more"));
            return string.Join("\n", lines.ToArray());
        }
    }
}
