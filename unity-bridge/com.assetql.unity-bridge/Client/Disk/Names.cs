using System;

namespace AssetQL.Client
{
    /// <summary>
    /// Which names files and folders may get. The first rule is that of `isSafeName` in export-formats;
    /// test-vectors/names.json holds both to it.
    /// </summary>
    internal static class Names
    {
        public const int MaxLength = 120;

        /// <summary>Folder names that mean something to Unity: they change builds, or nothing in them is imported.</summary>
        private static readonly string[] SpecialFolders =
        {
            "editor", "editor default resources", "resources", "plugins", "streamingassets", "gizmos", "cvs",
            "standard assets", "pro standard assets", "hidden assets", "webplayertemplates"
        };

        /// <summary>Folders with these endings are native plugins to Unity, whatever is in them.</summary>
        private static readonly string[] PluginEndings =
        {
            ".bundle", ".framework", ".plugin", ".androidlib", ".xcframework"
        };

        private static readonly string[] TextureEndings = { ".png", ".tga" };

        private static readonly string[] Devices = { "con", "prn", "aux", "nul" };

        /// <summary>With a digit behind.</summary>
        private static readonly string[] Ports = { "com", "lpt" };

        /// <summary>Whether it may be one segment of a path on every system.</summary>
        public static bool IsSafe(string name)
        {
            if (name.Length == 0 || name.Length > MaxLength || !IsLetterOrDigit(name[0]))
            {
                return false;
            }
            foreach (char sign in name)
            {
                if (!IsLetterOrDigit(sign) && " ._-".IndexOf(sign) < 0)
                {
                    return false;
                }
            }
            char last = name[name.Length - 1];
            return last != '.' && last != ' ' && !name.Contains("..") && !IsDevice(name);
        }

        /// <summary>Whether a folder may get it: safe, and without meaning to Unity.</summary>
        public static bool IsFolder(string name)
        {
            return IsSafe(name) && !IsSpecialFolder(name);
        }

        /// <summary>Whether an image may get it: safe, and a png or tga.</summary>
        public static bool IsTexture(string name)
        {
            return IsSafe(name) && HasTextureEnding(name);
        }

        /// <summary>As in .png, in whatever case.</summary>
        public static bool HasTextureEnding(string path)
        {
            return EndsWithOneOf(path, TextureEndings);
        }

        /// <summary>Whether Unity sees something else in a folder of this name than a folder.</summary>
        public static bool IsSpecialFolder(string name)
        {
            return Array.IndexOf(SpecialFolders, name.ToLowerInvariant()) >= 0 || EndsWithOneOf(name, PluginEndings);
        }

        /// <summary>`name`, or with `-2`, `-3` before the ending: the first that is not taken. It never gets too long.</summary>
        public static string Free(string name, Func<string, bool> isTaken)
        {
            if (!isTaken(name))
            {
                return name;
            }
            int dot = name.LastIndexOf('.');
            string stem = dot > 0 ? name.Substring(0, dot) : name;
            string ending = dot > 0 ? name.Substring(dot) : "";
            for (int count = 2; ; count++)
            {
                string tail = "-" + count + ending;
                int room = MaxLength - tail.Length;
                string candidate = (stem.Length > room ? stem.Substring(0, room).TrimEnd('.', ' ') : stem) + tail;
                if (!isTaken(candidate))
                {
                    return candidate;
                }
            }
        }

        /// <summary>An id as the name of a file of our own in Library: itself, or its hash where a file could not have it.</summary>
        public static string OfId(string id)
        {
            bool isPlain = id.Length > 0 && id.Length <= 100;
            foreach (char sign in id)
            {
                bool isCapital = sign >= 'A' && sign <= 'Z';
                isPlain = isPlain && !isCapital && (IsLetterOrDigit(sign) || sign == '_' || sign == '-');
            }
            return isPlain && !IsDevice(id) ? id : "x" + Guids.Md5(id);
        }

        private static bool IsLetterOrDigit(char sign)
        {
            return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9');
        }

        /// <summary>Windows opens a device for them, also with an ending or spaces behind.</summary>
        private static bool IsDevice(string name)
        {
            int dot = name.IndexOf('.');
            string stem = (dot < 0 ? name : name.Substring(0, dot)).TrimEnd(' ').ToLowerInvariant();
            bool isNumbered = stem.Length == 4 && stem[3] >= '0' && stem[3] <= '9';
            return Array.IndexOf(Devices, stem) >= 0 || (isNumbered && Array.IndexOf(Ports, stem.Substring(0, 3)) >= 0);
        }

        private static bool EndsWithOneOf(string name, string[] endings)
        {
            foreach (string ending in endings)
            {
                if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
            return false;
        }
    }
}
