using System;
using System.Globalization;
using System.IO;
using System.Text;
using AssetQL.Client;

namespace AssetQL.Tests
{
    /// <summary>Reads and writes what it is given, a line each: the test compares it with what Node makes of the same.</summary>
    public static class WireChecks
    {
        public static int Main()
        {
            var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
            var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { NewLine = "\n" };
            for (string line = input.ReadLine(); line != null; line = input.ReadLine())
            {
                output.WriteLine(Check(JsonValue.Parse(line)).ToString());
            }
            output.Flush();
            return 0;
        }

        private static JsonValue Check(JsonValue asked)
        {
            try
            {
                return Made(asked);
            }
            catch (JsonException refused)
            {
                return Said("refused", refused.Message);
            }
        }

        private static JsonValue Made(JsonValue asked)
        {
            switch (asked["what"].AsString())
            {
                case "message":
                    return Said("text", Message.Parse(Repeated(asked)).ToString());
                case "json":
                    return Said("text", JsonValue.Parse(Repeated(asked)).ToString());
                case "indented":
                    return Said("text", JsonValue.Parse(Repeated(asked)).ToIndentedString());
                case "same":
                    bool isSame = JsonValue.Parse(asked["text"].AsString())
                        .SameAs(JsonValue.Parse(asked["other"].AsString()));
                    return Said("text", isSame ? "same" : "different");
                case "long":
                    return Said("text", JsonValue.Parse(asked["text"].AsString())["a"].Items[1]["b"].AsLong()
                        .ToString(CultureInfo.InvariantCulture));
                case "frame":
                    return Frame(Bytes(asked["hex"].AsString()));
                default:
                    return Said("text", Checksum(asked));
            }
        }

        private static string Repeated(JsonValue asked)
        {
            var text = new StringBuilder();
            long times = asked["times"].LongOrNull() ?? 1;
            for (long i = 0; i < times; i++)
            {
                text.Append(asked["text"].AsString());
            }
            return text.ToString();
        }

        private static JsonValue Frame(byte[] bytes)
        {
            FrameHeader header;
            if (!FrameHeader.TryRead(bytes, bytes.Length, out header))
            {
                return Said("refused", "no frame");
            }
            var written = new byte[FrameHeader.Size];
            header.Write(written);
            return Said("hex", Hex(written))
                .Set("transfer", JsonValue.Of((long)header.Transfer))
                .Set("offset", JsonValue.Of(header.Offset))
                .Set("isLast", JsonValue.Of(header.IsLast));
        }

        /// <summary>In pieces of any size, as content comes.</summary>
        private static string Checksum(JsonValue asked)
        {
            byte[] once = asked.Has("hex") ? Bytes(asked["hex"].AsString()) : Encoding.UTF8.GetBytes(asked["text"].AsString());
            uint crc = 0;
            long times = asked["times"].LongOrNull() ?? 1;
            for (long i = 0; i < times; i++)
            {
                int cut = (int)(i % (once.Length + 1));
                crc = Crc32.Update(crc, once, 0, cut);
                crc = Crc32.Update(crc, once, cut, once.Length - cut);
            }
            return Crc32.Hex(crc);
        }

        private static JsonValue Said(string name, string text)
        {
            return JsonValue.Object().Set(name, JsonValue.Of(text));
        }

        private static byte[] Bytes(string hex)
        {
            var bytes = new byte[hex.Length / 2];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = byte.Parse(hex.Substring(i * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            }
            return bytes;
        }

        private static string Hex(byte[] bytes)
        {
            return BitConverter.ToString(bytes).Replace("-", "").ToLowerInvariant();
        }
    }
}
