using System;
using System.Collections.Generic;
using System.Globalization;

namespace AssetQL.Client
{
    /// <summary>Something of the hub, as the bridge shows it.</summary>
    public abstract class Resource
    {
        /// <summary>Keeps what was sent.</summary>
        protected Resource(JsonValue source)
        {
            Source = source.RequireObject();
        }

        /// <summary>As it was sent.</summary>
        public JsonValue Source { get; private set; }

        internal static DateTime Time(JsonValue value)
        {
            DateTime time;
            const DateTimeStyles Utc = DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal;
            if (!DateTime.TryParse(value.AsString(), CultureInfo.InvariantCulture, Utc, out time))
            {
                throw new JsonException("“" + value.AsString() + "” is no time.");
            }
            return time;
        }

        internal static DateTime? TimeOrNull(JsonValue value)
        {
            return value.IsNull ? (DateTime?)null : Time(value);
        }

        internal static IReadOnlyList<string> Strings(JsonValue value)
        {
            return List(value, item => item.AsString());
        }

        internal static IReadOnlyList<T> List<T>(JsonValue value, Func<JsonValue, T> read)
        {
            var list = new List<T>();
            foreach (JsonValue item in value.RequireArray().Items)
            {
                list.Add(read(item));
            }
            return list;
        }
    }
}
