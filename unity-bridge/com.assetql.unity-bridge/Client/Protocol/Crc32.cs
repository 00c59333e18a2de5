using System.Globalization;

namespace AssetQL.Client
{
    /// <summary>CRC-32 as of IEEE 802.3, sixteen bytes at a time ("slicing by sixteen").</summary>
    public static class Crc32
    {
        private const int Slices = 16;
        private static readonly uint[][] Tables = MakeTables();

        /// <summary>Goes on from the checksum of what came before; 0 for the beginning.</summary>
        public static uint Update(uint crc, byte[] buffer, int offset, int count)
        {
            // As locals, and with bytes as indices, Mono's compiler makes the fastest code of it.
            uint[] t0 = Tables[0], t1 = Tables[1], t2 = Tables[2], t3 = Tables[3];
            uint[] t4 = Tables[4], t5 = Tables[5], t6 = Tables[6], t7 = Tables[7];
            uint[] t8 = Tables[8], t9 = Tables[9], t10 = Tables[10], t11 = Tables[11];
            uint[] t12 = Tables[12], t13 = Tables[13], t14 = Tables[14], t15 = Tables[15];
            uint c = ~crc;
            int end = offset + count;
            int i = offset;
            for (; i + Slices <= end; i += Slices)
            {
                c ^= buffer[i] | ((uint)buffer[i + 1] << 8) | ((uint)buffer[i + 2] << 16) | ((uint)buffer[i + 3] << 24);
                c = t15[(byte)c] ^ t14[(byte)(c >> 8)] ^ t13[(byte)(c >> 16)] ^ t12[c >> 24]
                    ^ t11[buffer[i + 4]] ^ t10[buffer[i + 5]] ^ t9[buffer[i + 6]] ^ t8[buffer[i + 7]]
                    ^ t7[buffer[i + 8]] ^ t6[buffer[i + 9]] ^ t5[buffer[i + 10]] ^ t4[buffer[i + 11]]
                    ^ t3[buffer[i + 12]] ^ t2[buffer[i + 13]] ^ t1[buffer[i + 14]] ^ t0[buffer[i + 15]];
            }
            for (; i < end; i++)
            {
                c = t0[(byte)(c ^ buffer[i])] ^ (c >> 8);
            }
            return ~c;
        }

        /// <summary>Of a whole buffer.</summary>
        public static uint Of(byte[] buffer)
        {
            return Update(0, buffer, 0, buffer.Length);
        }

        /// <summary>As messages have it: eight lower-case hex digits.</summary>
        public static string Hex(uint crc)
        {
            return crc.ToString("x8", CultureInfo.InvariantCulture);
        }

        /// <summary>The other way round.</summary>
        public static uint FromHex(string hex)
        {
            return uint.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        private static uint[][] MakeTables()
        {
            var tables = new uint[Slices][];
            for (int slice = 0; slice < Slices; slice++)
            {
                tables[slice] = new uint[256];
            }
            for (uint i = 0; i < 256; i++)
            {
                uint c = i;
                for (int bit = 0; bit < 8; bit++)
                {
                    c = (c & 1) != 0 ? 0xedb88320 ^ (c >> 1) : c >> 1;
                }
                tables[0][i] = c;
            }
            for (int slice = 1; slice < Slices; slice++)
            {
                for (int i = 0; i < 256; i++)
                {
                    uint before = tables[slice - 1][i];
                    tables[slice][i] = tables[0][before & 0xff] ^ (before >> 8);
                }
            }
            return tables;
        }
    }
}
