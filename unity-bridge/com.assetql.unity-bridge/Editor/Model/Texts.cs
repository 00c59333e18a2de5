using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace AssetQL.Editor
{
    /// <summary>Numbers, amounts and spans as people read them; the same on every computer, whatever its language.</summary>
    internal static class Texts
    {
        private static readonly CultureInfo English = CultureInfo.InvariantCulture;
        private static readonly Regex KeySigns = new Regex(" ([%#&_])", RegexOptions.CultureInvariant);

        /// <summary>"1 image", "1,200 images".</summary>
        public static string Count(long count, string one, string several)
        {
            return count.ToString("N0", English) + " " + (count == 1 ? one : several);
        }

        public static string Images(long count)
        {
            return Count(count, "image", "images");
        }

        /// <summary>0.874 as "0.87"; never rounded up to a threshold that was not reached.</summary>
        public static string Score(double score)
        {
            return (Math.Floor(score * 100 + 1e-9) / 100).ToString("0.00", English);
        }

        public static string Dollars(double amount)
        {
            if (amount <= 0) return "free";
            return amount < 0.01 ? "less than $0.01" : "$" + amount.ToString("N2", English);
        }

        public static string Bytes(long bytes)
        {
            if (bytes < 1000) return Count(bytes, "byte", "bytes");
            if (bytes < 1000000) return (bytes / 1000.0).ToString("0.#", English) + " kB";
            if (bytes < 1000000000) return (bytes / 1000000.0).ToString("0.#", English) + " MB";
            return (bytes / 1000000000.0).ToString("0.##", English) + " GB";
        }

        /// <summary>"less than a minute", "about 5 minutes", "about 2 hours".</summary>
        public static string Span(double seconds)
        {
            if (seconds < 60) return "less than a minute";
            double minutes = Math.Ceiling(seconds / 60);
            if (minutes < 90) return "about " + Count((long)minutes, "minute", "minutes");
            return "about " + Count((long)Math.Round(minutes / 60), "hour", "hours");
        }

        /// <summary>A time of the bridge's in local time, as in "2026-03-01 09:30".</summary>
        public static string When(DateTime utc)
        {
            return utc.ToLocalTime().ToString("yyyy-MM-dd HH:mm", English);
        }

        /// <summary>
        /// As Unity's menus show it as it is: they take slashes for submenus, and a word after a space that begins with one
        /// of four signs for a key.
        /// </summary>
        public static string Choice(string text)
        {
            return KeySigns.Replace(text.Replace('/', '\u2215'), "\u00a0$1");
        }

        /// <summary>A path to be read: editors of 2022 take a backslash with the letter after it for a sign of its own.</summary>
        public static string Path(string path)
        {
            return path.Replace('\\', '/');
        }

        /// <summary>At most so many characters, in one line.</summary>
        public static string OneLine(string text, int most)
        {
            string line = (text ?? "").Replace('\r', ' ').Replace('\n', ' ').Trim();
            if (line.Length <= most) return line;
            // Not between the halves of a character that is two.
            int end = char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1;
            return line.Substring(0, end).TrimEnd() + "\u2026";
        }
    }
}
