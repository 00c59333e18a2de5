using System;
using System.Globalization;

namespace AssetQL.Client
{
    /// <summary>
    /// A positive decimal fraction: digits × 10^exponent. Mono's own double.Parse is off by one in the last place now and
    /// then; this one gives the nearest double, as JavaScript does.
    /// </summary>
    internal struct DecimalText
    {
        /// <summary>No double needs more digits to be told from its neighbours; what follows only counts as more than nothing.</summary>
        private const int MostDigits = 800;
        private const int LargestExponent = 100000;
        private const long MostExact = 9007199254740992;
        private static readonly double[] PowersOfTen = MakePowersOfTen();

        private readonly string digits;
        private readonly int exponent;

        /// <summary>`digits` without zeros at the ends; empty is zero.</summary>
        public DecimalText(string digits, int exponent)
        {
            this.digits = digits;
            this.exponent = exponent;
        }

        /// <summary>Of a number as JSON has it, without its sign.</summary>
        public static DecimalText Parse(string text)
        {
            int mark = text.IndexOfAny(new[] { 'e', 'E' });
            string mantissa = mark < 0 ? text : text.Substring(0, mark);
            int exponent = mark < 0 ? 0 : ExponentOf(text.Substring(mark + 1));
            int point = mantissa.IndexOf('.');
            if (point >= 0)
            {
                exponent -= mantissa.Length - point - 1;
                mantissa = mantissa.Remove(point, 1);
            }
            string leading = mantissa.TrimStart('0');
            string digits = leading.TrimEnd('0');
            exponent += leading.Length - digits.Length;
            if (digits.Length > MostDigits)
            {
                exponent += digits.Length - MostDigits - 1;
                digits = digits.Substring(0, MostDigits) + "1";
            }
            return new DecimalText(digits, exponent);
        }

        /// <summary>The nearest double; of two that are equally near the even one. Infinite when it is too large.</summary>
        public double ToDouble()
        {
            if (digits.Length == 0 || digits.Length + exponent < -330)
            {
                return 0;
            }
            if (digits.Length + exponent > 310)
            {
                return double.PositiveInfinity;
            }
            double near;
            return TryExactly(out near) ? near : Corrected(near);
        }

        /// <summary>Less than, equal to or more than 0 as this is less than, equal to or more than mantissa × 2^power.</summary>
        public int CompareTo(ulong mantissa, int power)
        {
            Natural ours = Natural.Parse(digits).TimesPowerOfTen(Math.Max(exponent, 0)).TimesPowerOfTwo(Math.Max(-power, 0));
            Natural theirs = new Natural(mantissa).TimesPowerOfTen(Math.Max(-exponent, 0)).TimesPowerOfTwo(Math.Max(power, 0));
            return ours.CompareTo(theirs);
        }

        /// <summary>Where digits and power of ten are doubles themselves, one operation rounds once.</summary>
        private bool TryExactly(out double number)
        {
            long whole;
            bool isSmall = digits.Length <= 16
                && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out whole)
                && whole <= MostExact;
            if (!isSmall || Math.Abs(exponent) >= PowersOfTen.Length)
            {
                string text = digits + "e" + exponent.ToString(CultureInfo.InvariantCulture);
                number = Approximate(text);
                return false;
            }
            double mantissa = long.Parse(digits, CultureInfo.InvariantCulture);
            number = exponent < 0 ? mantissa / PowersOfTen[-exponent] : mantissa * PowersOfTen[exponent];
            return true;
        }

        private double Corrected(double near)
        {
            long bits = BitConverter.DoubleToInt64Bits(Math.Min(near, double.MaxValue));
            while (IsAboveMiddle(bits))
            {
                bits++;
            }
            while (bits > 0 && !IsAboveMiddle(bits - 1))
            {
                bits--;
            }
            return BitConverter.Int64BitsToDouble(bits);
        }

        /// <summary>Whether this is nearer to the next double than to the one with these bits.</summary>
        private bool IsAboveMiddle(long bits)
        {
            if (double.IsInfinity(BitConverter.Int64BitsToDouble(bits)))
            {
                return false;
            }
            var near = new BinaryFraction(bits);
            int compared = CompareTo(near.Mantissa * 2 + 1, near.Power - 1);
            return compared > 0 || (compared == 0 && near.Mantissa % 2 == 1);
        }

        private static double Approximate(string text)
        {
            try
            {
                return double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            }
            catch (OverflowException)
            {
                // Older runtimes throw; newer ones give infinity.
                return double.PositiveInfinity;
            }
        }

        private static int ExponentOf(string text)
        {
            int exponent;
            bool isSmall = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
                && Math.Abs((long)exponent) <= LargestExponent;
            if (isSmall)
            {
                return exponent;
            }
            // A text of a message is far too short for so many digits to make up for it.
            return text[0] == '-' ? -LargestExponent * 100 : LargestExponent * 100;
        }

        private static double[] MakePowersOfTen()
        {
            var powers = new double[23];
            powers[0] = 1;
            for (int i = 1; i < powers.Length; i++)
            {
                powers[i] = powers[i - 1] * 10;
            }
            return powers;
        }
    }

    /// <summary>A positive double: mantissa × 2^power.</summary>
    internal struct BinaryFraction
    {
        public BinaryFraction(long bits)
        {
            int biased = (int)(bits >> 52);
            ulong fraction = (ulong)bits & 0xfffffffffffff;
            Mantissa = biased == 0 ? fraction : fraction | 0x10000000000000;
            Power = Math.Max(biased, 1) - 1075;
        }

        public ulong Mantissa { get; }

        public int Power { get; }
    }
}
