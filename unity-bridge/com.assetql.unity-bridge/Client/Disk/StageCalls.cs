namespace AssetQL.Client
{
    /// <summary>files.stage: checks what came, and writes down what is to become of it.</summary>
    internal sealed class StageCall : PreparedCall
    {
        private readonly DiskParts parts;
        private readonly StagedChange change;

        public StageCall(DiskParts parts, JsonValue payload)
        {
            this.parts = parts;
            change = new StagedChange(payload);
            if (change.IsRemoval || change.Path == null)
            {
                throw DiskProblem.ParamsInvalid("A path says where the image goes.");
            }
            payload["settings"].RequireObject();
            payload["fields"].RequireObject();
            payload["mapping"].RequireObject();
        }

        protected override JsonValue Work()
        {
            StagedChange staged = parts.Journal.Read(change.PullId, change.ExternalId);
            StagedChange known = staged ?? parts.Journal.ReadDone(change.PullId, change.ExternalId);
            bool isKnown = known != null && known.IsSameAs(change);
            if (!isKnown)
            {
                Check();
            }
            FileSum replaced = Replaced();
            bool isOverAnother = replaced != null && staged != null
                && (staged.Before == null || !staged.Before.Is(replaced.Bytes, replaced.Crc));
            if (!isKnown || isOverAnother)
            {
                parts.Journal.Write(change.Over(replaced));
            }
            return JsonValue.Object();
        }

        /// <summary>
        /// What was compared with the plan a moment ago: the commit may be minutes away, and must not write over what
        /// somebody saves meanwhile. Null when nothing is replaced, also because a crash came after it was.
        /// </summary>
        private FileSum Replaced()
        {
            var place = new TexturePlace(change.Guid, change.Path);
            if (change.Content == null || change.IsNew || !parts.Finder.IsThere(place))
            {
                return null;
            }
            FileSum sum = parts.Sums.Of(parts.Paths.ForExisting(change.Path));
            return sum == null || sum.Is(change.Content.Bytes, change.Content.Crc) ? null : sum;
        }

        private void Check()
        {
            if (change.IsNew)
            {
                CheckNew();
            }
            else
            {
                parts.Paths.ForExisting(change.Path);
            }
            if (change.Content != null)
            {
                parts.Content.Check(change.Content.Bytes, change.Content.Crc);
            }
        }

        private void CheckNew()
        {
            parts.Paths.ForNew(change.Path);
            MetaFile meta = MetaFile.Parse(change.Meta);
            if (change.Content == null || meta.Guid != change.Guid || !meta.IsTextureAlone)
            {
                throw DiskProblem.ParamsInvalid("A new texture comes with an image and with a .meta of a texture that has its GUID.");
            }
            if (parts.Reservations.IsOthers(change.PullId, change.ExternalId, change.Path))
            {
                throw DiskProblem.FileChanged(change.Path + " is meant for another image of this pull. It has to be offered again.");
            }
        }
    }

    /// <summary>files.remove: writes down that a texture is to go.</summary>
    internal sealed class StageRemovalCall : PreparedCall
    {
        private readonly DiskParts parts;
        private readonly JsonValue payload;
        private readonly TextureLead lead;

        public StageRemovalCall(DiskParts parts, JsonValue payload)
        {
            this.parts = parts;
            this.payload = payload;
            lead = parts.Finder.Lead(parts.Mappings.Now(), payload["externalId"].AsString(), payload["guid"].AsString());
        }

        protected override JsonValue Work()
        {
            TexturePlace place = parts.Finder.Find(lead);
            JsonValue staged = JsonValue.Object().Set("remove", JsonValue.Of(true));
            foreach (string name in new[] { "pullId", "externalId", "guid" })
            {
                staged.Set(name, JsonValue.Of(payload[name].AsString()));
            }
            if (place != null)
            {
                parts.Paths.ForExisting(place.Path);
                staged.Set("guid", JsonValue.Of(place.Guid)).Set("path", JsonValue.Of(place.Path));
            }
            bool isDone = place == null && parts.Journal.ReadDone(payload["pullId"].AsString(), lead.ExternalId) != null;
            if (!isDone)
            {
                parts.Journal.Write(new StagedChange(staged));
            }
            return JsonValue.Object();
        }
    }
}
