using System;
using System.Collections.Generic;
using System.IO;

namespace AssetQL.Client
{
    /// <summary>What the calls share.</summary>
    internal sealed class DiskParts
    {
        private readonly Dictionary<string, List<ImportedTexture>> restored = new Dictionary<string, List<ImportedTexture>>();

        public DiskParts(IProject project, FileSystem files, Action<string> log)
        {
            Project = project;
            Files = files;
            Log = log ?? (_ => { });
            Paths = new ProjectPaths(project.Root);
            Folders = new FolderCache();
            Sums = new ChecksumCache();
            Mappings = new MappingIndex(Paths, Folders);
            Journal = new Journal(Path.Combine(Paths.Library, "pulls"), files);
            Reservations = new Reservations(Journal);
            Content = new ContentStore(Path.Combine(Paths.Library, "staging"));
            Kept = new KeptFiles(Paths, files);
            Finder = new TextureFinder(project, Paths);
            Writer = new AssetsWriter(this);
        }

        public IProject Project { get; private set; }

        public FileSystem Files { get; private set; }

        public Action<string> Log { get; private set; }

        public ProjectPaths Paths { get; private set; }

        public FolderCache Folders { get; private set; }

        public ChecksumCache Sums { get; private set; }

        public MappingIndex Mappings { get; private set; }

        public Journal Journal { get; private set; }

        public Reservations Reservations { get; private set; }

        public ContentStore Content { get; private set; }

        public KeptFiles Kept { get; private set; }

        public TextureFinder Finder { get; private set; }

        public AssetsWriter Writer { get; private set; }

        /// <summary>Main thread. Told to the project at the pull's import.refresh.</summary>
        public void AddRestored(string pullId, ImportedTexture texture)
        {
            List<ImportedTexture> textures;
            if (!restored.TryGetValue(pullId, out textures))
            {
                restored[pullId] = textures = new List<ImportedTexture>();
            }
            textures.RemoveAll(one => one.ExternalId == texture.ExternalId);
            textures.Add(texture);
        }

        /// <summary>Main thread.</summary>
        public IReadOnlyList<ImportedTexture> TakeRestored(string pullId)
        {
            List<ImportedTexture> textures;
            if (!restored.TryGetValue(pullId, out textures))
            {
                return new ImportedTexture[0];
            }
            restored.Remove(pullId);
            return textures;
        }
    }
}
