using System;
using System.IO;

namespace AssetQL.Client
{
    /// <summary>From paths of the project, as in Assets/AssetQL/Potions/Textures/mana.png, to paths of the machine.</summary>
    internal sealed class ProjectPaths
    {
        /// <summary>All that we put into a project is below it.</summary>
        public const string Ours = "Assets/AssetQL";
        public const string MappingName = "assetql-mapping.json";
        private const string Assets = "Assets";

        public ProjectPaths(string root)
        {
            Root = Path.GetFullPath(root).TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        }

        public string Root { get; private set; }

        /// <summary>Ours alone, and never in version control.</summary>
        public string Library
        {
            get { return Path.Combine(Root, "Library", "AssetQL"); }
        }

        /// <summary>Without any check: for paths that are known to be good.</summary>
        public string Full(string path)
        {
            return Path.Combine(Root, path.Replace('/', Path.DirectorySeparatorChar));
        }

        /// <summary>The other way round.</summary>
        public string Relative(string full)
        {
            return full.Substring(Root.Length + 1).Replace(Path.DirectorySeparatorChar, '/');
        }

        /// <summary>
        /// Where a new texture may go: Assets/AssetQL/{batch}/…/{name}.png or .tga. Throws a BridgeException that names
        /// the name or the path.
        /// </summary>
        public string ForNew(string path)
        {
            string[] segments = path.Split('/');
            if (segments.Length < 4 || !path.StartsWith(Ours + "/", StringComparison.Ordinal))
            {
                throw DiskProblem.PathRefused(path, "new images go to a batch's folder below " + Ours + ".");
            }
            for (int i = 2; i < segments.Length - 1; i++)
            {
                CheckFolder(segments[i]);
            }
            string name = segments[segments.Length - 1];
            CheckSafe(name);
            if (!Names.IsTexture(name))
            {
                throw DiskProblem.NameRefused(name, "only .png and .tga files are written.");
            }
            return Within(path, Ours);
        }

        /// <summary>
        /// Where a texture is by now. People may have moved it to wherever they like within Assets. Throws a
        /// BridgeException.
        /// </summary>
        public string ForExisting(string path)
        {
            if (!IsPlain(path))
            {
                throw DiskProblem.PathRefused(path, "it is no plain path below Assets.");
            }
            if (!Names.HasTextureEnding(path))
            {
                throw DiskProblem.PathRefused(
                    path, "only .png and .tga files are written. Rename it, or remove it from the pull.");
            }
            return Within(path, Assets);
        }

        /// <summary>For a mapping. Throws a BridgeException when a link leads elsewhere.</summary>
        public string ForMapping(string path)
        {
            return Within(path, Ours);
        }

        /// <summary>Below Assets, without any step back.</summary>
        public static bool IsPlain(string path)
        {
            if (path == null || !path.StartsWith(Assets + "/", StringComparison.Ordinal))
            {
                return false;
            }
            foreach (char sign in path)
            {
                if (sign < ' ' || sign == '\\')
                {
                    return false;
                }
            }
            foreach (string segment in path.Split('/'))
            {
                if (segment == "" || segment == "." || segment == "..")
                {
                    return false;
                }
            }
            return true;
        }

        /// <summary>The batch's folder of a path below Assets/AssetQL; null for any other.</summary>
        public static string BatchFolder(string path)
        {
            if (path == null || !path.StartsWith(Ours + "/", StringComparison.Ordinal))
            {
                return null;
            }
            int end = path.IndexOf('/', Ours.Length + 1);
            return end < 0 ? null : path.Substring(0, end);
        }

        public static string ParentOf(string path)
        {
            return path.Substring(0, path.LastIndexOf('/'));
        }

        public static string NameOf(string path)
        {
            return path.Substring(path.LastIndexOf('/') + 1);
        }

        private static void CheckFolder(string name)
        {
            CheckSafe(name);
            if (Names.IsSpecialFolder(name))
            {
                throw DiskProblem.NameRefused(name, "a folder of this name means something else to Unity.");
            }
        }

        private static void CheckSafe(string name)
        {
            if (!Names.IsSafe(name))
            {
                throw DiskProblem.NameRefused(name, "names are letters, digits, spaces, dots, hyphens and underscores, "
                    + "at most 120, and none that Windows keeps for itself.");
            }
        }

        /// <summary>
        /// A link is refused even if it leads to within the project: where it leads can change, and what is behind it may
        /// belong to others.
        /// </summary>
        private string Within(string path, string folder)
        {
            try
            {
                return Checked(path, folder);
            }
            catch (PathTooLongException)
            {
                throw DiskProblem.PathTooLong(path);
            }
        }

        private string Checked(string path, string folder)
        {
            string full = Path.GetFullPath(Full(path));
            if (!full.StartsWith(Full(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                throw DiskProblem.PathRefused(path, "it leads out of " + folder + ".");
            }
            string link = LinkIn(path);
            if (link != null)
            {
                throw DiskProblem.PathRefused(path, link + " is a link. Put a real folder or file in its place.");
            }
            return full;
        }

        /// <summary>The first part of a path that is a link; null when none is.</summary>
        public string LinkIn(string path)
        {
            for (int end = path.IndexOf('/'); ; end = path.IndexOf('/', end + 1))
            {
                string part = end < 0 ? path : path.Substring(0, end);
                if (IsLink(Full(part)))
                {
                    return part;
                }
                if (end < 0)
                {
                    return null;
                }
            }
        }

        /// <summary>Whether it is Assets/AssetQL or below it.</summary>
        public static bool IsOurs(string path)
        {
            return path == Ours || path.StartsWith(Ours + "/", StringComparison.Ordinal);
        }

        /// <summary>A symbolic link or a junction, also one that leads nowhere.</summary>
        public static bool IsLink(string full)
        {
            try
            {
                return (File.GetAttributes(full) & FileAttributes.ReparsePoint) != 0;
            }
            catch (FileNotFoundException)
            {
                return false;
            }
            catch (DirectoryNotFoundException)
            {
                return false;
            }
        }
    }
}
