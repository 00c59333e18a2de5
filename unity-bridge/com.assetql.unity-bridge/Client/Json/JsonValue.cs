using System;
using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>
    /// JSON as JavaScript sees it. What was parsed is not to be changed; only objects under construction are, by
    /// <see cref="Set"/>. Unity's own JsonUtility has no dictionaries and needs the engine.
    /// </summary>
    public sealed partial class JsonValue
    {
        /// <summary>The largest integer that a JavaScript number holds exactly.</summary>
        public const long MaxSafeInteger = 9007199254740991;

        /// <summary>null.</summary>
        public static readonly JsonValue Null = new JsonValue(JsonKind.Null);

        private static readonly JsonValue True = new JsonValue(JsonKind.Bool) { flag = true };
        private static readonly JsonValue False = new JsonValue(JsonKind.Bool);
        private static readonly List<JsonValue> NoItems = new List<JsonValue>();
        private static readonly List<KeyValuePair<string, JsonValue>> NoMembers =
            new List<KeyValuePair<string, JsonValue>>();

        private readonly JsonKind kind;
        private bool flag;
        private double number;
        private string text;
        private List<JsonValue> items;
        private List<KeyValuePair<string, JsonValue>> members;
        private Dictionary<string, int> places;
        private JsonValue owner;
        private string label;
        private int index;

        private JsonValue(JsonKind kind)
        {
            this.kind = kind;
        }

        /// <summary>What it is.</summary>
        public JsonKind Kind
        {
            get { return kind; }
        }

        /// <summary>null, or absent.</summary>
        public bool IsNull
        {
            get { return kind == JsonKind.Null; }
        }

        /// <summary>Of an array; none of anything else.</summary>
        public IReadOnlyList<JsonValue> Items
        {
            get { return items ?? NoItems; }
        }

        /// <summary>Of an object, in order; none of anything else.</summary>
        public IReadOnlyList<KeyValuePair<string, JsonValue>> Members
        {
            get { return members ?? NoMembers; }
        }

        /// <summary>A member; a null one when it is absent or this is no object.</summary>
        public JsonValue this[string name]
        {
            get
            {
                int place = PlaceOf(name);
                return place < 0 ? new JsonValue(JsonKind.Null) { owner = this, label = name } : members[place].Value;
            }
        }

        /// <summary>A string; null gives JSON's null.</summary>
        public static JsonValue Of(string value)
        {
            return value == null ? Null : new JsonValue(JsonKind.String) { text = value };
        }

        /// <summary>A number that JavaScript holds exactly; throws ArgumentOutOfRangeException for one it does not.</summary>
        public static JsonValue Of(long value)
        {
            if (value > MaxSafeInteger || value < -MaxSafeInteger)
            {
                throw new ArgumentOutOfRangeException("value", "JSON does not hold " + value + " exactly");
            }
            return new JsonValue(JsonKind.Number) { number = value };
        }

        /// <summary>A number. What is no number, or infinite, becomes null, as in JavaScript.</summary>
        public static JsonValue Of(double value)
        {
            if (double.IsNaN(value) || double.IsInfinity(value))
            {
                return Null;
            }
            return new JsonValue(JsonKind.Number) { number = value };
        }

        /// <summary>true or false.</summary>
        public static JsonValue Of(bool value)
        {
            return value ? True : False;
        }

        /// <summary>An array; null items become JSON's null.</summary>
        public static JsonValue Array(IEnumerable<JsonValue> values)
        {
            var made = new JsonValue(JsonKind.Array) { items = new List<JsonValue>() };
            foreach (JsonValue value in values)
            {
                made.items.Add(value ?? Null);
            }
            return made;
        }

        /// <summary>An object without members, to be filled with <see cref="Set"/>.</summary>
        public static JsonValue Object()
        {
            return new JsonValue(JsonKind.Object) { members = new List<KeyValuePair<string, JsonValue>>() };
        }

        /// <summary>Sets a member of an object under construction; one that is there keeps its place. Returns the object.</summary>
        public JsonValue Set(string name, JsonValue value)
        {
            if (kind != JsonKind.Object)
            {
                throw new InvalidOperationException("Only an object has members.");
            }
            var member = new KeyValuePair<string, JsonValue>(name, value ?? Null);
            int place = PlaceOf(name);
            if (place >= 0)
            {
                members[place] = member;
                return this;
            }
            if (places != null)
            {
                places[name] = members.Count;
            }
            members.Add(member);
            return this;
        }

        /// <summary>Whether an object has a member of that name, be it null.</summary>
        public bool Has(string name)
        {
            return PlaceOf(name) >= 0;
        }

        /// <summary>Reads one JSON text. Throws <see cref="JsonException"/>, which says what is wrong and where.</summary>
        public static JsonValue Parse(string text)
        {
            return new JsonParser(text).ParseAll();
        }

        /// <summary>Exactly what JSON.stringify gives.</summary>
        public override string ToString()
        {
            return JsonWriter.Write(this, false);
        }

        /// <summary>Exactly what JSON.stringify gives with an indentation of two spaces.</summary>
        public string ToIndentedString()
        {
            return JsonWriter.Write(this, true);
        }

        /// <summary>Equal in content: objects whatever the order of their members.</summary>
        public bool SameAs(JsonValue other)
        {
            if (ReferenceEquals(this, other))
            {
                return true;
            }
            if (other == null || other.kind != kind)
            {
                return false;
            }
            switch (kind)
            {
                case JsonKind.Bool: return flag == other.flag;
                case JsonKind.Number: return number == other.number;
                case JsonKind.String: return text == other.text;
                case JsonKind.Array: return SameItems(other);
                case JsonKind.Object: return SameMembers(other);
                default: return true;
            }
        }

        private bool SameItems(JsonValue other)
        {
            if (items.Count != other.items.Count)
            {
                return false;
            }
            for (int i = 0; i < items.Count; i++)
            {
                if (!items[i].SameAs(other.items[i]))
                {
                    return false;
                }
            }
            return true;
        }

        private bool SameMembers(JsonValue other)
        {
            if (members.Count != other.members.Count)
            {
                return false;
            }
            foreach (KeyValuePair<string, JsonValue> member in members)
            {
                int place = other.PlaceOf(member.Key);
                if (place < 0 || !member.Value.SameAs(other.members[place].Value))
                {
                    return false;
                }
            }
            return true;
        }

        /// <summary>Few members are looked through; many get an index.</summary>
        private int PlaceOf(string name)
        {
            if (members == null)
            {
                return -1;
            }
            if (members.Count <= 8)
            {
                for (int i = 0; i < members.Count; i++)
                {
                    if (members[i].Key == name)
                    {
                        return i;
                    }
                }
                return -1;
            }
            if (places == null)
            {
                var built = new Dictionary<string, int>();
                for (int i = 0; i < members.Count; i++)
                {
                    built[members[i].Key] = i;
                }
                places = built;
            }
            int place;
            return places.TryGetValue(name, out place) ? place : -1;
        }
    }
}
