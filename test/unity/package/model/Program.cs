using System;
using System.Collections.Generic;
using System.Linq;
using AssetQL.Client;

namespace AssetQL.Editor.Checks
{
    /// <summary>Shows what the window's model makes of things: a line of JSON for each line of JSON.</summary>
    internal static class Program
    {
        private static readonly Dictionary<string, Func<JsonValue, JsonValue>> Ways =
            new Dictionary<string, Func<JsonValue, JsonValue>>
            {
                { "address", Plain.Address },
                { "asset", Views.OfAsset },
                { "atlas", Plain.Atlas },
                { "batch", Views.OfBatch },
                { "batchOfFolder", Plain.BatchOfFolder },
                { "change", Views.OfChange },
                { "connection", Views.OfConnection },
                { "draft", Forms.Draft },
                { "export", Views.OfExport },
                { "exportForm", Forms.Export },
                { "guard", Plain.Guard },
                { "import", Forms.Import },
                { "loadable", Plain.Loading },
                { "missing", Plain.Missing },
                { "missingCount", Plain.MissingCount },
                { "names", Plain.Names },
                { "plan", Views.OfPlan },
                { "presets", Forms.Presets },
                { "preview", Views.OfPreview },
                { "problem", Plain.Problem },
                { "pull", Views.OfPull },
                { "pullForm", Forms.Pull },
                { "selection", Plain.Selection },
                { "sheet", Forms.Sheet },
                { "style", Forms.Style },
                { "texts", Plain.Written },
            };

        private static void Main()
        {
            string line;
            while ((line = Console.In.ReadLine()) != null)
            {
                JsonValue asked = JsonValue.Parse(line);
                Console.Out.WriteLine(Ways[asked["do"].AsString()](asked).ToString());
            }
        }

        public static JsonValue List(IEnumerable<string> texts)
        {
            return JsonValue.Array(texts.Select(text => JsonValue.Of(text)));
        }

        public static JsonValue OrNull(string text)
        {
            return text == null ? JsonValue.Null : JsonValue.Of(text);
        }

        public static List<string> Strings(JsonValue list)
        {
            return list.Items.Select(item => item.AsString()).ToList();
        }

        public static string Tone(NoticeKind kind)
        {
            return kind.ToString().ToLowerInvariant();
        }
    }
}
