using System.Text;
using System.Text.RegularExpressions;

namespace AssetQL.Editor
{
    /// <summary>What the image of an object is called, by the object's name.</summary>
    internal static class SpriteNames
    {
        /// <summary>Unity's own endings: "Coin (3)", "Coin(Clone)".</summary>
        private static readonly Regex Copies = new Regex(@"(\s*\((\d+|Clone)\))+$", RegexOptions.CultureInvariant);

        /// <summary>"btnPlay_large (2)" as "btn Play large"; the name itself when nothing else is left.</summary>
        public static string TitleOf(string objectName)
        {
            string name = Copies.Replace((objectName ?? "").Trim(), "");
            StringBuilder title = new StringBuilder(name.Length + 8);
            for (int i = 0; i < name.Length; i++)
            {
                char letter = name[i];
                bool isBreak = letter == '_' || letter == '-' || letter == '.' || char.IsWhiteSpace(letter);
                if (isBreak || StartsWord(name, i)) AppendSpace(title);
                if (!isBreak) title.Append(letter);
            }
            string text = title.ToString().Trim();
            return text.Length > 0 ? text : (objectName ?? "").Trim();
        }

        private static bool StartsWord(string name, int i)
        {
            return i > 0 && char.IsUpper(name[i]) && char.IsLower(name[i - 1]);
        }

        private static void AppendSpace(StringBuilder title)
        {
            if (title.Length > 0 && title[title.Length - 1] != ' ') title.Append(' ');
        }
    }
}
