using System.Collections.Generic;
using System.IO;

namespace AssetQL.Client
{
    /// <summary>What is known of an asset's texture before the disk is looked at.</summary>
    internal sealed class TextureLead
    {
        public TextureLead(string externalId, MappedTexture entry)
        {
            ExternalId = externalId;
            Entry = entry;
            Places = new List<TexturePlace>();
        }

        public string ExternalId { get; private set; }

        /// <summary>Null when it has none in a mapping.</summary>
        public MappedTexture Entry { get; private set; }

        /// <summary>Where it may be, the most likely first.</summary>
        public List<TexturePlace> Places { get; private set; }
    }

    /// <summary>A GUID and where it is.</summary>
    internal sealed class TexturePlace
    {
        public TexturePlace(string guid, string path)
        {
            Guid = guid;
            Path = path;
        }

        public string Guid { get; private set; }

        public string Path { get; private set; }
    }

    /// <summary>Which texture is an asset's, and where people have moved it.</summary>
    internal sealed class TextureFinder
    {
        private readonly IProject project;
        private readonly ProjectPaths paths;
        private readonly Dictionary<string, string> told = new Dictionary<string, string>();

        public TextureFinder(IProject project, ProjectPaths paths)
        {
            this.project = project;
            this.paths = paths;
        }

        /// <summary>
        /// Main thread, quick. A GUID that the bridge knows is remembered: it finds the texture of an asset whose mapping
        /// somebody has deleted.
        /// </summary>
        /// <param name="guid">Null: the one that was told before, if any.</param>
        public TextureLead Lead(MappingView mappings, string externalId, string guid)
        {
            var lead = new TextureLead(externalId, mappings.Find(externalId));
            if (guid != null)
            {
                told[externalId] = guid;
            }
            else
            {
                told.TryGetValue(externalId, out guid);
            }
            if (lead.Entry != null)
            {
                Add(lead, lead.Entry.Guid, project.PathOfGuid(lead.Entry.Guid));
                Add(lead, lead.Entry.Guid, lead.Entry.Path);
            }
            if (guid != null && (lead.Entry == null || lead.Entry.Guid != guid))
            {
                Add(lead, guid, project.PathOfGuid(guid));
            }
            return lead;
        }

        /// <summary>Any thread. Null when none of its places holds it.</summary>
        public TexturePlace Find(TextureLead lead)
        {
            return lead.Places.Find(IsThere);
        }

        /// <summary>
        /// The disk is asked: Unity still knows the path of what was deleted a moment ago. An image without a .meta has no
        /// GUID, and a .meta without an image is none.
        /// </summary>
        public bool IsThere(TexturePlace place)
        {
            string full = paths.Full(place.Path);
            return File.Exists(full) && MetaFile.GuidAt(full + MetaFile.Ending) == place.Guid;
        }

        /// <summary>Main thread. The path's own GUID, or another one if something else in the project has got that.</summary>
        public string FreeGuid(string path)
        {
            string guid = Guids.OfPath(path);
            string owner = project.PathOfGuid(guid);
            return owner == null || owner == path || IsGone(owner, guid) ? guid : Guids.Random();
        }

        /// <summary>What lies in a package cannot be looked at here, so it counts as there.</summary>
        private bool IsGone(string owner, string guid)
        {
            return ProjectPaths.IsPlain(owner) && MetaFile.GuidAt(paths.Full(owner) + MetaFile.Ending) != guid;
        }

        private static void Add(TextureLead lead, string guid, string path)
        {
            if (ProjectPaths.IsPlain(path))
            {
                lead.Places.Add(new TexturePlace(guid, path));
            }
        }
    }
}
