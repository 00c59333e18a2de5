using System;
using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>Part of a list.</summary>
    public sealed class Page<T>
    {
        internal Page(JsonValue source, Func<JsonValue, T> read)
        {
            Items = Resource.List(source["items"], read);
            Cursor = source["cursor"].StringOrNull();
        }

        /// <summary>In the list's order.</summary>
        public IReadOnlyList<T> Items { get; private set; }

        /// <summary>Of the next page; null when this is the last.</summary>
        public string Cursor { get; private set; }
    }
}
