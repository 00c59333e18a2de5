using System.Collections.Generic;
using System.Text;

namespace AssetQL.Client
{
    /// <summary>
    /// What could not be committed, as the answer tells it. A disk that is full fails thousands at once: all of them are
    /// named, and the words of the first ones go with them, as many as a message takes.
    /// </summary>
    internal static class CommitFailures
    {
        /// <summary>Of a message, less what is around the list.</summary>
        private const int Bytes = 1040000;
        private const int Few = 200;
        private const int DetailOfFew = 1000;
        private const int DetailOfMany = 200;

        public static JsonValue Of(IEnumerable<string> ids, IReadOnlyDictionary<string, BridgeException> failed)
        {
            int room = Bytes;
            var named = new List<string>();
            foreach (string id in ids)
            {
                if (failed.ContainsKey(id))
                {
                    named.Add(id);
                    room -= SizeOf(One(id, failed[id].Code, "")) + 1;
                }
            }
            int longest = named.Count <= Few ? DetailOfFew : DetailOfMany;
            var list = new List<JsonValue>();
            foreach (string id in named)
            {
                string detail = Cut(failed[id].Message, longest);
                int more = SizeOf(JsonValue.Of(detail)) - 2;
                bool fits = more <= room;
                room -= fits ? more : 0;
                list.Add(One(id, failed[id].Code, fits ? detail : ""));
            }
            return JsonValue.Array(list);
        }

        private static JsonValue One(string id, string code, string detail)
        {
            return JsonValue.Object().Set("code", JsonValue.Of(code)).Set("detail", JsonValue.Of(detail))
                .Set("externalId", JsonValue.Of(id));
        }

        private static int SizeOf(JsonValue value)
        {
            return Encoding.UTF8.GetByteCount(value.ToString());
        }

        /// <summary>Whole characters: half of one cannot be written.</summary>
        private static string Cut(string text, int length)
        {
            if (text.Length <= length)
            {
                return text;
            }
            return text.Substring(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length);
        }
    }
}
