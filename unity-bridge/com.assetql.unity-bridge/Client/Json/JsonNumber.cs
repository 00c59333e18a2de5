using System;
using System.Globalization;
using System.Text;

namespace AssetQL.Client
{
    /// <summary>
    /// Numbers as JavaScript reads and prints them: the fewest digits that give the same double again, an exponent from
    /// 1e21 up and below 1e-6 (ECMA-262, Number::toString).
    /// </summary>
    internal static class JsonNumber
    {
        private const double SmallestNormal = 2.2250738585072014E-308;
        /// <summary>So many digits tell every double from every other.</summary>
        private const int AllDigits = 17;
        /// <summary>So many digits survive in every normal double.</summary>
        private const int SafeDigits = 15;

        /// <summary>Infinite for one that is too large.</summary>
        public static double Parse(string text)
        {
            return text[0] == '-' ? -DecimalText.Parse(text.Substring(1)).ToDouble() : DecimalText.Parse(text).ToDouble();
        }

        public static void Write(StringBuilder target, double number)
        {
            if (number == 0)
            {
                // -0 as well.
                target.Append('0');
                return;
            }
            if (Math.Floor(number) == number && Math.Abs(number) < 1e15)
            {
                target.Append(((long)number).ToString(CultureInfo.InvariantCulture));
                return;
            }
            if (number < 0)
            {
                target.Append('-');
            }
            WritePositive(target, Math.Abs(number));
        }

        private static void WritePositive(StringBuilder target, double number)
        {
            // With fewer digits Mono rounds what it has rounded before; all of them are right.
            string printed = number.ToString("E16", CultureInfo.InvariantCulture);
            string all = printed.Substring(0, 1) + printed.Substring(2, AllDigits - 1);
            int point = int.Parse(printed.Substring(AllDigits + 2), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) + 1;
            // Below the smallest normal number fewer digits are held: 5e-324 is one.
            for (int count = number < SmallestNormal ? 1 : SafeDigits; count < AllDigits; count++)
            {
                string digits = Shortened(number, all.Substring(0, count), point - count);
                if (digits != null)
                {
                    Lay(target, digits.TrimEnd('0'), point + digits.Length - count);
                    return;
                }
            }
            Lay(target, EvenOfTwo(number, all, point - AllDigits).TrimEnd('0'), point);
        }

        /// <summary>The runtime rounds up what lies in the middle between two; JavaScript takes the even one.</summary>
        private static string EvenOfTwo(double number, string all, int exponent)
        {
            string before = (long.Parse(all, CultureInfo.InvariantCulture) - 1).ToString(CultureInfo.InvariantCulture);
            bool isOdd = (all[AllDigits - 1] - '0') % 2 == 1;
            var exact = new BinaryFraction(BitConverter.DoubleToInt64Bits(number));
            bool isTie = isOdd && new DecimalText(before + "5", exponent - 1).CompareTo(exact.Mantissa, exact.Power) == 0;
            return isTie ? before : all;
        }

        /// <summary>These digits, or one more in the last place, if that is the number: the nearer one. Or null.</summary>
        private static string Shortened(double number, string lower, int exponent)
        {
            string upper = (long.Parse(lower, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
            var exact = new BinaryFraction(BitConverter.DoubleToInt64Bits(number));
            int middle = new DecimalText(lower + "5", exponent - 1).CompareTo(exact.Mantissa, exact.Power);
            // Of two that are equally near the even one.
            bool isLowerNearer = middle > 0 || (middle == 0 && (lower[lower.Length - 1] - '0') % 2 == 0);
            string nearer = isLowerNearer ? lower : upper;
            if (new DecimalText(nearer, exponent).ToDouble() == number)
            {
                return nearer;
            }
            // Beside a power of two the doubles lie closer on one side, where the nearer one belongs to a neighbour.
            string other = isLowerNearer ? upper : lower;
            return new DecimalText(other, exponent).ToDouble() == number ? other : null;
        }

        /// <summary>`point`: after how many digits it comes.</summary>
        private static void Lay(StringBuilder target, string digits, int point)
        {
            if (point > 21 || point < -5)
            {
                target.Append(digits[0]);
                if (digits.Length > 1)
                {
                    target.Append('.').Append(digits, 1, digits.Length - 1);
                }
                int exponent = point - 1;
                target.Append(exponent < 0 ? "e" : "e+").Append(exponent.ToString(CultureInfo.InvariantCulture));
            }
            else if (point <= 0)
            {
                target.Append("0.").Append('0', -point).Append(digits);
            }
            else if (point >= digits.Length)
            {
                target.Append(digits).Append('0', point - digits.Length);
            }
            else
            {
                target.Append(digits, 0, point).Append('.').Append(digits, point, digits.Length - point);
            }
        }
    }
}
