namespace AssetQL.Client
{
    /// <summary>What the parser builds: its values know where they were, for messages.</summary>
    public sealed partial class JsonValue
    {
        internal static JsonValue ParsedNull()
        {
            return new JsonValue(JsonKind.Null);
        }

        internal static JsonValue ParsedBool(bool value)
        {
            return new JsonValue(JsonKind.Bool) { flag = value };
        }

        internal static JsonValue ParsedArray()
        {
            return new JsonValue(JsonKind.Array) { items = new System.Collections.Generic.List<JsonValue>() };
        }

        internal void AddParsed(JsonValue item)
        {
            item.owner = this;
            item.index = items.Count;
            items.Add(item);
        }

        /// <summary>Of two members of one name the last one counts, at the place of the first, as in JavaScript.</summary>
        internal void AddParsed(string name, JsonValue member)
        {
            member.owner = this;
            member.label = name;
            Set(name, member);
        }
    }
}
