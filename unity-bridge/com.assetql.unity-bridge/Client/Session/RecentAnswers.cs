using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>What the bridge's last calls were answered with, in case it asks again after a lost connection.</summary>
    internal sealed class RecentAnswers
    {
        private const int MostAnswers = 1000;
        private const int MostCharacters = 4000000;

        private readonly Dictionary<string, string> answers = new Dictionary<string, string>();
        private readonly Queue<string> order = new Queue<string>();
        private int characters;

        public void Add(string id, string text)
        {
            if (answers.ContainsKey(id))
            {
                return;
            }
            answers[id] = text;
            order.Enqueue(id);
            characters += text.Length;
            while (order.Count > 1 && (order.Count > MostAnswers || characters > MostCharacters))
            {
                string oldest = order.Dequeue();
                characters -= answers[oldest].Length;
                answers.Remove(oldest);
            }
        }

        /// <summary>Null for one that is not known any more.</summary>
        public string Find(string id)
        {
            string text;
            return answers.TryGetValue(id, out text) ? text : null;
        }
    }
}
