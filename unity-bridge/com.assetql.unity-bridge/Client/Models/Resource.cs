using System;
using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>Something of the hub, as the bridge shows it.</summary>
    public abstract class Resource
    {
        private static readonly DateTime Epoch = new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        /// <summary>Keeps what was sent.</summary>
        protected Resource(JsonValue source)
        {
            Source = source.RequireObject();
        }

        /// <summary>As it was sent.</summary>
        public JsonValue Source { get; private set; }

        /// <summary>From milliseconds since 1970-01-01 UTC.</summary>
        internal static DateTime Time(JsonValue value)
        {
            return Epoch.AddMilliseconds(value.AsLong());
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
