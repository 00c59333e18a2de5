using System;

namespace AssetQL.Client
{
    /// <summary>
    /// Which image a file is: the value of the field `image`, and for one that we wrote how large it was made, since the
    /// field tells only of what it was made.
    /// </summary>
    internal sealed class ImageVersion
    {
        private const string Changed = "changed:";

        public ImageVersion(string value, JsonValue maxSide)
        {
            Value = value;
            MaxSide = IsOthers ? JsonValue.Null : maxSide;
        }

        public string Value { get; private set; }

        public JsonValue MaxSide { get; private set; }

        /// <summary>Whether it stands for a file that we did not write.</summary>
        public bool IsOthers
        {
            get { return Value.StartsWith(Changed, StringComparison.Ordinal); }
        }

        /// <summary>Which image was written, while the file is the one that was; otherwise what somebody has made of it.</summary>
        public static ImageVersion Of(MappedTexture entry, FileSum sum)
        {
            return entry != null && entry.IsAsWritten(sum)
                ? new ImageVersion(entry.Image, entry.Fields["maxSide"])
                : new ImageVersion(Changed + sum.Crc + "-" + sum.Bytes, JsonValue.Null);
        }

        public bool Is(ImageVersion other)
        {
            return Value == other.Value && MaxSide.SameAs(other.MaxSide);
        }
    }
}
