using System.IO;

namespace AssetQL.Client
{
    /// <summary>files.offer: where an image goes, and how much of it is here already.</summary>
    internal sealed class OfferCall : PreparedCall
    {
        private readonly DiskParts parts;
        private readonly SpaceToCome space;
        private readonly TextureLead lead;
        private readonly string pullId;
        private readonly string wanted;
        private readonly long bytes;
        private readonly string crc;
        private readonly Reservation before;
        private Reservation reservation;
        private bool isNew;

        public OfferCall(DiskParts parts, SpaceToCome space, JsonValue payload)
        {
            this.parts = parts;
            this.space = space;
            pullId = payload["pullId"].AsString();
            wanted = payload["path"].AsString();
            bytes = payload["bytes"].AsLong();
            crc = payload["crc32"].AsString();
            lead = parts.Finder.Lead(parts.Mappings.Now(), payload["externalId"].AsString(), null);
            before = parts.Reservations.Of(pullId, lead.ExternalId);
        }

        protected override JsonValue Work()
        {
            TexturePlace place = parts.Finder.Find(lead) ?? PlaceOfEarlierPull();
            long replaced = 0;
            if (place != null)
            {
                replaced = new FileInfo(parts.Paths.ForExisting(place.Path)).Length;
                reservation = new Reservation(lead.ExternalId, place.Guid, place.Path);
            }
            else
            {
                isNew = true;
                reservation = Claim();
            }
            space.Require(pullId, new ContentToCome(lead.ExternalId, bytes, crc, replaced));
            return JsonValue.Of(parts.Content.LengthOf(bytes, crc));
        }

        protected override JsonValue Complete(JsonValue ran)
        {
            if (isNew)
            {
                reservation = new Reservation(lead.ExternalId, GuidFor(reservation.Path), reservation.Path);
                parts.Reservations.Confirm(pullId, reservation);
            }
            return JsonValue.Object().Set("offset", ran).Set("guid", JsonValue.Of(reservation.Guid))
                .Set("path", JsonValue.Of(reservation.Path)).Set("isNew", JsonValue.Of(isNew));
        }

        /// <summary>The pull that brought it did not come to its end, and no mapping knows of it yet.</summary>
        private TexturePlace PlaceOfEarlierPull()
        {
            Reservation earlier = lead.Entry == null ? parts.Reservations.OfAny(lead.ExternalId) : null;
            TexturePlace place = earlier == null ? null : new TexturePlace(earlier.Guid, earlier.Path);
            return place != null && ProjectPaths.IsPlain(place.Path) && parts.Finder.IsThere(place) ? place : null;
        }

        private Reservation Claim()
        {
            parts.Paths.ForNew(wanted);
            string path = AsThere(wanted);
            parts.Paths.ForNew(path);
            FolderListing there = parts.Folders.Of(parts.Paths.Full(ProjectPaths.ParentOf(path)));
            var claim = new Reservation(lead.ExternalId, Guids.OfPath(path), path);
            return parts.Reservations.Claim(pullId, claim, name => there != null && IsTaken(there, path, name));
        }

        /// <summary>A .meta alone is what a crash has left of us, if it has the path's own GUID.</summary>
        private bool IsTaken(FolderListing there, string path, string name)
        {
            if (there.Has(name))
            {
                return true;
            }
            string meta = there.AsThere(name + MetaFile.Ending);
            if (meta == null)
            {
                return false;
            }
            string at = ProjectPaths.ParentOf(path) + "/" + name;
            return MetaFile.GuidAt(parts.Paths.Full(ProjectPaths.ParentOf(path) + "/" + meta)) != Guids.OfPath(at);
        }

        /// <summary>With folders written as they are there: `potions` and `Potions` are one on most disks.</summary>
        private string AsThere(string path)
        {
            string[] segments = path.Split('/');
            string folder = segments[0];
            for (int i = 1; i < segments.Length - 1; i++)
            {
                FolderListing listing = parts.Folders.Of(parts.Paths.Full(folder));
                folder += "/" + ((listing == null ? null : listing.AsThere(segments[i])) ?? segments[i]);
            }
            return folder + "/" + segments[segments.Length - 1];
        }

        /// <summary>One that was made up, because the path's own was taken, is the same at the next offer.</summary>
        private string GuidFor(string path)
        {
            bool wasMadeUp = before != null && before.Path == path && before.Guid != Guids.OfPath(path);
            return wasMadeUp ? before.Guid : parts.Finder.FreeGuid(path);
        }
    }
}
