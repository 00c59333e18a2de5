using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using AssetQL.Client;

namespace AssetQL.Editor
{
    /// <summary>A style that is being put together from reference images.</summary>
    [Serializable]
    internal sealed class StyleForm
    {
        /// <summary>The protocol takes so many.</summary>
        public const int MostFiles = 20;
        private const int MostNameCharacters = 120;
        private static readonly string[] Extensions = { ".png", ".jpg", ".jpeg", ".webp" };

        public string Name = "";

        /// <summary>Absolute paths.</summary>
        public List<string> Files = new List<string>();

        /// <summary>What keeps the style from being created; empty when nothing does.</summary>
        public IReadOnlyList<string> Problems
        {
            get
            {
                List<string> problems = new List<string>();
                if (Numbers.IsBlank(Name)) problems.Add("Give the style a name.");
                else if (Name.Trim().Length > MostNameCharacters) problems.Add("The name has more than 120 characters.");
                if (Files.Count == 0) problems.Add("Add reference images: five to ten that look alike are best.");
                else if (Files.Count > MostFiles) problems.Add("A style has 20 reference images at most.");
                foreach (string gone in Files.Where(file => !File.Exists(file)))
                {
                    problems.Add("It is not there any more: " + Texts.Path(gone));
                }
                return problems;
            }
        }

        public static bool IsImage(string path)
        {
            return Extensions.Contains(Path.GetExtension(path ?? "").ToLowerInvariant());
        }

        /// <summary>Adds those that are images and not there yet. Null, or what was left out and why.</summary>
        public string Add(IEnumerable<string> paths)
        {
            List<string> all = paths.ToList();
            List<string> images = all.Where(IsImage).ToList();
            foreach (string path in images.Where(path => !Files.Contains(path))) Files.Add(path);
            int others = all.Count - images.Count;
            if (others == 0) return null;
            return Texts.Count(others, "file was", "files were") + " left out: references are PNG, JPEG or WebP.";
        }

        /// <summary>Only where there are no problems.</summary>
        public IEnumerable<UploadFile> ToUploads()
        {
            return Files.Select(file => new UploadFile(file)).ToList();
        }
    }
}
