using System;
using System.Globalization;

namespace AssetQL.Client
{
    public sealed partial class JsonValue
    {
        /// <summary>A string. Throws <see cref="JsonException"/> for anything else.</summary>
        public string AsString()
        {
            Require(JsonKind.String, "a string");
            return text;
        }

        /// <summary>A number. Throws <see cref="JsonException"/> for anything else.</summary>
        public double AsDouble()
        {
            Require(JsonKind.Number, "a number");
            return number;
        }

        /// <summary>An integer that JavaScript holds exactly. Throws <see cref="JsonException"/> for anything else.</summary>
        public long AsLong()
        {
            Require(JsonKind.Number, "an integer");
            if (Math.Floor(number) != number || Math.Abs(number) > MaxSafeInteger)
            {
                throw new JsonException(Where() + " must be an integer, and is " + this + ".");
            }
            return (long)number;
        }

        /// <summary>An integer of 32 bits. Throws <see cref="JsonException"/> for anything else.</summary>
        public int AsInt()
        {
            long value = AsLong();
            if (value > int.MaxValue || value < int.MinValue)
            {
                throw new JsonException(Where() + " is too large: " + this + ".");
            }
            return (int)value;
        }

        /// <summary>true or false. Throws <see cref="JsonException"/> for anything else.</summary>
        public bool AsBool()
        {
            Require(JsonKind.Bool, "true or false");
            return flag;
        }

        /// <summary>A string, or null where JSON has null or nothing. Throws <see cref="JsonException"/> for anything else.</summary>
        public string StringOrNull()
        {
            return IsNull ? null : AsString();
        }

        /// <summary>An integer, or null where JSON has null or nothing. Throws <see cref="JsonException"/> for anything else.</summary>
        public long? LongOrNull()
        {
            return IsNull ? (long?)null : AsLong();
        }

        /// <summary>A number, or null where JSON has null or nothing. Throws <see cref="JsonException"/> for anything else.</summary>
        public double? DoubleOrNull()
        {
            return IsNull ? (double?)null : AsDouble();
        }

        /// <summary>This, if it is an object. Throws <see cref="JsonException"/> for anything else.</summary>
        public JsonValue RequireObject()
        {
            Require(JsonKind.Object, "an object");
            return this;
        }

        /// <summary>This, if it is an array. Throws <see cref="JsonException"/> for anything else.</summary>
        public JsonValue RequireArray()
        {
            Require(JsonKind.Array, "an array");
            return this;
        }

        private void Require(JsonKind wanted, string words)
        {
            if (kind == wanted)
            {
                return;
            }
            string found = kind == JsonKind.Null ? "is missing or null" : "is " + WordFor(kind);
            throw new JsonException(Where() + " must be " + words + ", and " + found + ".");
        }

        /// <summary>As in `payload.items[3].title`.</summary>
        private string Where()
        {
            string path = Path();
            return path.Length == 0 ? "The value" : "“" + path + "”";
        }

        private string Path()
        {
            if (owner == null)
            {
                return "";
            }
            string before = owner.Path();
            if (label == null)
            {
                return before + "[" + index.ToString(CultureInfo.InvariantCulture) + "]";
            }
            return before.Length == 0 ? label : before + "." + label;
        }

        private static string WordFor(JsonKind kind)
        {
            switch (kind)
            {
                case JsonKind.Bool: return "true or false";
                case JsonKind.Number: return "a number";
                case JsonKind.String: return "a string";
                case JsonKind.Array: return "an array";
                default: return "an object";
            }
        }
    }
}
