using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace AssetQL.Client
{
    /// <summary>
    /// A .meta, line by line. Unity writes it and people's tools merge it: we change the few values that we are asked to
    /// change and keep every other byte.
    /// </summary>
    internal sealed class MetaFile
    {
        public const string Ending = ".meta";
        private const string Importer = "TextureImporter:";
        private const string Sampling = "  textureSettings:";

        /// <summary>One byte, one letter, so that whatever is in it comes out as it went in.</summary>
        private static readonly Encoding Bytes = Encoding.GetEncoding(28591);

        private readonly List<string> lines;
        private readonly string newline;

        private MetaFile(string text)
        {
            newline = text.Contains("\r\n") ? "\r\n" : "\n";
            lines = new List<string>(text.Split('\n'));
        }

        public static MetaFile Parse(string text)
        {
            return new MetaFile(text);
        }

        /// <summary>Null when there is none. Throws what System.IO throws.</summary>
        public static MetaFile Read(string path)
        {
            return File.Exists(path) ? new MetaFile(Bytes.GetString(File.ReadAllBytes(path))) : null;
        }

        /// <summary>Of the .meta at that path; null when there is none, or none in it.</summary>
        public static string GuidAt(string path)
        {
            MetaFile meta = Read(path);
            return meta == null ? null : meta.Guid;
        }

        /// <summary>Null when none is in it.</summary>
        public string Guid
        {
            get
            {
                string guid = ValueAt(Find("guid:", 0, lines.Count));
                return Guids.IsGuid(guid) ? guid : null;
            }
        }

        /// <summary>Whether it is a texture's and nothing else besides: what others send may hold anything.</summary>
        public bool IsTextureAlone
        {
            get
            {
                var keys = new List<string>();
                foreach (string line in lines)
                {
                    if (line.Trim().Length > 0 && line[0] != ' ')
                    {
                        keys.Add(line.Split(':')[0]);
                    }
                }
                return string.Join(" ", keys) == "fileFormatVersion guid TextureImporter";
            }
        }

        /// <summary>Whether it is a texture's.</summary>
        public bool IsTexture
        {
            get { return ImporterLine() >= 0; }
        }

        /// <summary>The value of a setting as it is written there; null when it is not there.</summary>
        public string Get(MetaSetting setting)
        {
            return ValueAt(LineOf(setting));
        }

        /// <summary>Changes one line, or adds it where Unity would look for it. Only for a texture's.</summary>
        public void Set(MetaSetting setting, string value)
        {
            int line = LineOf(setting);
            if (line >= 0)
            {
                string tail = lines[line].EndsWith("\r", StringComparison.Ordinal) ? "\r" : "";
                lines[line] = setting.Key + " " + value + tail;
                return;
            }
            string ending = newline == "\r\n" ? "\r" : "";
            int after = ImporterLine();
            if (setting.IsSampling)
            {
                int sampling = Find(Sampling, after, lines.Count);
                if (sampling < 0)
                {
                    sampling = after + 1;
                    lines.Insert(sampling, Sampling + ending);
                }
                after = sampling;
            }
            lines.Insert(after + 1, setting.Key + " " + value + ending);
        }

        public byte[] ToBytes()
        {
            return Bytes.GetBytes(string.Join("\n", lines));
        }

        private int ImporterLine()
        {
            return Find(Importer, 0, lines.Count);
        }

        private int LineOf(MetaSetting setting)
        {
            int start = ImporterLine();
            if (start < 0)
            {
                return -1;
            }
            if (!setting.IsSampling)
            {
                return Find(setting.Key, start, lines.Count);
            }
            int block = Find(Sampling, start, lines.Count);
            return block < 0 ? -1 : Find(setting.Key, block, EndOfBlock(block));
        }

        /// <summary>The first line after it that is not deeper.</summary>
        private int EndOfBlock(int block)
        {
            int end = block + 1;
            while (end < lines.Count && lines[end].StartsWith("    ", StringComparison.Ordinal))
            {
                end++;
            }
            return end;
        }

        private int Find(string key, int from, int to)
        {
            for (int i = from; i < to; i++)
            {
                if (lines[i].StartsWith(key, StringComparison.Ordinal))
                {
                    return i;
                }
            }
            return -1;
        }

        private string ValueAt(int line)
        {
            return line < 0 ? null : lines[line].Substring(lines[line].IndexOf(':') + 1).Trim();
        }
    }

    /// <summary>A line of a texture's .meta: its beginning up to the colon, and whether it is among those of sampling.</summary>
    internal sealed class MetaSetting
    {
        public static readonly MetaSetting TextureType = new MetaSetting("  textureType:", false);
        public static readonly MetaSetting SpriteMode = new MetaSetting("  spriteMode:", false);
        public static readonly MetaSetting PixelsPerUnit = new MetaSetting("  spritePixelsToUnits:", false);
        public static readonly MetaSetting FilterMode = new MetaSetting("    filterMode:", true);

        private MetaSetting(string key, bool isSampling)
        {
            Key = key;
            IsSampling = isSampling;
        }

        public string Key { get; private set; }

        public bool IsSampling { get; private set; }
    }
}
