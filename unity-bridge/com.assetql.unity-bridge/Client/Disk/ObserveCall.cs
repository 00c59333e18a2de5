using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>project.observe: what is there, as people may have changed it.</summary>
    internal sealed class ObserveCall : PreparedCall
    {
        private readonly DiskParts parts;
        private readonly List<TextureLead> leads = new List<TextureLead>();

        public ObserveCall(DiskParts parts, JsonValue payload)
        {
            this.parts = parts;
            MappingView mappings = parts.Mappings.Now();
            foreach (JsonValue reference in payload["references"].RequireArray().Items)
            {
                leads.Add(parts.Finder.Lead(mappings, reference["externalId"].AsString(), reference["guid"].StringOrNull()));
            }
        }

        protected override string What
        {
            get { return ProjectPaths.Ours; }
        }

        protected override JsonValue Work()
        {
            var found = new List<JsonValue>();
            foreach (TextureLead lead in leads)
            {
                found.Add(Observe(lead));
            }
            return JsonValue.Object().Set("found", JsonValue.Array(found));
        }

        private JsonValue Observe(TextureLead lead)
        {
            TexturePlace place = parts.Finder.Find(lead);
            JsonValue fields = JsonValue.Object();
            if (place != null)
            {
                string full = parts.Paths.Full(place.Path);
                FileSum sum = parts.Sums.Of(full);
                MetaFile meta = MetaFile.Read(full + MetaFile.Ending);
                if (sum == null || meta == null)
                {
                    place = null;
                }
                else
                {
                    fields = FieldsOf(lead.Entry, sum, meta);
                }
            }
            return JsonValue.Object().Set("externalId", JsonValue.Of(lead.ExternalId))
                .Set("guid", place == null ? JsonValue.Null : JsonValue.Of(place.Guid))
                .Set("path", place == null ? JsonValue.Null : JsonValue.Of(place.Path))
                .Set("fields", fields);
        }

        private static JsonValue FieldsOf(MappedTexture entry, FileSum sum, MetaFile meta)
        {
            JsonValue fields = JsonValue.Object().Set("image", JsonValue.Of(ImageVersion.Of(entry, sum).Value));
            if (entry != null)
            {
                foreach (KeyValuePair<string, JsonValue> field in entry.Fields.Members)
                {
                    fields.Set(field.Key, field.Value);
                }
            }
            ImportFields.ReadInto(fields, meta);
            return fields;
        }
    }
}
