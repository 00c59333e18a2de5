using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>Shorter ways to write payloads.</summary>
    internal static class Payload
    {
        public static JsonValue Strings(IEnumerable<string> values)
        {
            var list = new List<JsonValue>();
            foreach (string value in values)
            {
                list.Add(JsonValue.Of(value));
            }
            return JsonValue.Array(list);
        }

        public static JsonValue One(string name, string value)
        {
            return JsonValue.Object().Set(name, JsonValue.Of(value));
        }

        public static JsonValue OrNull(double? value)
        {
            return value.HasValue ? JsonValue.Of(value.Value) : JsonValue.Null;
        }
    }
}
