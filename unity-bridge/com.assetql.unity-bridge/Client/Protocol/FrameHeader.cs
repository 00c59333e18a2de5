using System;

namespace AssetQL.Client
{
    /// <summary>
    /// What a binary frame says of its content, in 16 bytes, big-endian: transfer (4), offset (8), flags (1; bit 0:
    /// last), version (1), two zero bytes.
    /// </summary>
    public struct FrameHeader
    {
        /// <summary>Bytes before the content.</summary>
        public const int Size = 16;

        private const byte Version = 1;
        private const byte Last = 1;

        /// <summary>Throws ArgumentOutOfRangeException for an offset that JavaScript does not hold exactly.</summary>
        public FrameHeader(uint transfer, long offset, bool isLast)
        {
            if (offset < 0 || offset > JsonValue.MaxSafeInteger)
            {
                throw new ArgumentOutOfRangeException("offset");
            }
            Transfer = transfer;
            Offset = offset;
            IsLast = isLast;
        }

        /// <summary>Given by the bridge, for both directions.</summary>
        public uint Transfer { get; }

        /// <summary>Of the first byte of the content within the whole file.</summary>
        public long Offset { get; }

        /// <summary>Nothing follows.</summary>
        public bool IsLast { get; }

        /// <summary>Writes the 16 bytes to the beginning of a buffer.</summary>
        public void Write(byte[] target)
        {
            WriteBigEndian(target, 0, 4, Transfer);
            WriteBigEndian(target, 4, 8, (ulong)Offset);
            target[12] = IsLast ? Last : (byte)0;
            target[13] = Version;
            target[14] = 0;
            target[15] = 0;
        }

        /// <summary>False for what is no frame of this version: too short, unknown flags, another version.</summary>
        public static bool TryRead(byte[] frame, int length, out FrameHeader header)
        {
            header = new FrameHeader();
            if (length < Size)
            {
                return false;
            }
            ulong offset = ReadBigEndian(frame, 4, 8);
            bool isKnown = frame[12] <= Last && frame[13] == Version && frame[14] == 0 && frame[15] == 0;
            if (!isKnown || offset > JsonValue.MaxSafeInteger)
            {
                return false;
            }
            header = new FrameHeader((uint)ReadBigEndian(frame, 0, 4), (long)offset, frame[12] == Last);
            return true;
        }

        private static void WriteBigEndian(byte[] target, int at, int count, ulong value)
        {
            for (int i = at + count - 1; i >= at; i--)
            {
                target[i] = (byte)value;
                value >>= 8;
            }
        }

        private static ulong ReadBigEndian(byte[] source, int at, int count)
        {
            ulong value = 0;
            for (int i = at; i < at + count; i++)
            {
                value = (value << 8) | source[i];
            }
            return value;
        }
    }
}
