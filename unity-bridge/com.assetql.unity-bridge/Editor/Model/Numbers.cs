using System.Globalization;

namespace AssetQL.Editor
{
    /// <summary>Numbers that people type.</summary>
    internal static class Numbers
    {
        /// <summary>A whole number from `least` to `most`.</summary>
        public static bool TryWhole(string text, int least, int most, out int value)
        {
            return int.TryParse((text ?? "").Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out value) &&
                value >= least && value <= most;
        }

        /// <summary>A score, 0 to 1, with a point or a comma.</summary>
        public static bool TryScore(string text, out double value)
        {
            string plain = (text ?? "").Trim().Replace(',', '.');
            return double.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) &&
                value >= 0 && value <= 1;
        }

        public static string Write(int value)
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        public static bool IsBlank(string text)
        {
            return string.IsNullOrEmpty(text) || text.Trim().Length == 0;
        }
    }
}
