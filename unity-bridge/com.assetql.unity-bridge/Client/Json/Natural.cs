using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>A whole number of any size, as far as comparing decimal with binary fractions needs it.</summary>
    internal sealed class Natural
    {
        /// <summary>The least significant first, without zeros at the end.</summary>
        private readonly List<uint> words = new List<uint>();

        public Natural(ulong value)
        {
            for (; value > 0; value >>= 32)
            {
                words.Add((uint)value);
            }
        }

        /// <summary>Of decimal digits.</summary>
        public static Natural Parse(string digits)
        {
            var made = new Natural(0);
            foreach (char digit in digits)
            {
                made.MultiplyAndAdd(10, (uint)(digit - '0'));
            }
            return made;
        }

        public Natural TimesPowerOfTen(int exponent)
        {
            for (; exponent >= 9; exponent -= 9)
            {
                MultiplyAndAdd(1000000000, 0);
            }
            for (; exponent > 0; exponent--)
            {
                MultiplyAndAdd(10, 0);
            }
            return this;
        }

        public Natural TimesPowerOfTwo(int exponent)
        {
            if (exponent % 32 > 0)
            {
                MultiplyAndAdd((uint)1 << (exponent % 32), 0);
            }
            if (words.Count > 0 && exponent >= 32)
            {
                words.InsertRange(0, new uint[exponent / 32]);
            }
            return this;
        }

        public int CompareTo(Natural other)
        {
            if (words.Count != other.words.Count)
            {
                return words.Count.CompareTo(other.words.Count);
            }
            for (int i = words.Count - 1; i >= 0; i--)
            {
                if (words[i] != other.words[i])
                {
                    return words[i].CompareTo(other.words[i]);
                }
            }
            return 0;
        }

        private void MultiplyAndAdd(uint factor, uint summand)
        {
            ulong carry = summand;
            for (int i = 0; i < words.Count; i++)
            {
                carry += (ulong)words[i] * factor;
                words[i] = (uint)carry;
                carry >>= 32;
            }
            if (carry > 0)
            {
                words.Add((uint)carry);
            }
        }
    }
}
