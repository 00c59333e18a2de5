namespace AssetQL.Client
{
    /// <summary>What a <see cref="JsonValue"/> is.</summary>
    public enum JsonKind
    {
        /// <summary>null, and what is absent.</summary>
        Null,

        /// <summary>true or false.</summary>
        Bool,

        /// <summary>A double, as in JavaScript.</summary>
        Number,

        /// <summary>UTF-16, as in JavaScript: lone surrogates are kept.</summary>
        String,

        /// <summary>Items in order.</summary>
        Array,

        /// <summary>Members in the order in which they were set.</summary>
        Object
    }
}
