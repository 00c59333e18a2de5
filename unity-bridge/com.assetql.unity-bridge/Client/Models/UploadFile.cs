using System.IO;

namespace AssetQL.Client
{
    /// <summary>A file that goes to the hub: a CSV, or a reference image of a style.</summary>
    public sealed class UploadFile
    {
        /// <summary>Of content in memory.</summary>
        public UploadFile(string name, byte[] bytes)
        {
            Name = name;
            Bytes = bytes;
        }

        /// <summary>Of a file on disk, which is read when it is sent.</summary>
        public UploadFile(string path)
        {
            Name = System.IO.Path.GetFileName(path);
            Path = path;
        }

        /// <summary>As the hub is to know it.</summary>
        public string Name { get; private set; }

        /// <summary>Null for a file on disk.</summary>
        public byte[] Bytes { get; private set; }

        /// <summary>Null for content in memory.</summary>
        public string Path { get; private set; }

        /// <summary>Any thread. Throws what File.ReadAllBytes throws.</summary>
        internal byte[] Read()
        {
            return Bytes ?? File.ReadAllBytes(Path);
        }
    }
}
