using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>What is to become of one asset's texture in one pull: the payload of files.stage, or `remove`.</summary>
    internal sealed class StagedChange
    {
        public StagedChange(JsonValue payload)
        {
            Payload = payload;
            PullId = payload["pullId"].AsString();
            ExternalId = payload["externalId"].AsString();
            Guid = payload["guid"].AsString();
            Path = payload["path"].StringOrNull();
            IsRemoval = payload.Has("remove");
            Meta = payload["meta"].StringOrNull();
            if (!payload["content"].IsNull)
            {
                Content = new StagedContent(payload["content"]);
            }
            if (payload["before"].Kind == JsonKind.Object)
            {
                Before = new FileSum(payload["before"]["bytes"].AsLong(), payload["before"]["crc32"].AsString());
            }
            if (!Guids.IsGuid(Guid))
            {
                throw DiskProblem.ParamsInvalid("“" + Guid + "” is no GUID of Unity.");
            }
        }

        public JsonValue Payload { get; private set; }

        /// <summary>The image that is to be replaced, as it was when this was staged; null for a new one.</summary>
        public FileSum Before { get; private set; }

        /// <summary>The same, over that image.</summary>
        public StagedChange Over(FileSum before)
        {
            JsonValue payload = JsonValue.Object();
            foreach (KeyValuePair<string, JsonValue> member in Payload.Members)
            {
                if (member.Key != "before")
                {
                    payload.Set(member.Key, member.Value);
                }
            }
            if (before != null)
            {
                payload.Set("before", JsonValue.Object().Set("bytes", JsonValue.Of(before.Bytes)).Set("crc32", JsonValue.Of(before.Crc)));
            }
            return new StagedChange(payload);
        }

        /// <summary>Whether the same was asked for, over whatever.</summary>
        public bool IsSameAs(StagedChange other)
        {
            return Over(null).Payload.SameAs(other.Over(null).Payload);
        }

        public string PullId { get; private set; }

        public string ExternalId { get; private set; }

        public string Guid { get; private set; }

        /// <summary>Null only for a removal whose texture is not there.</summary>
        public string Path { get; private set; }

        public bool IsRemoval { get; private set; }

        /// <summary>Null: the image stays as it is.</summary>
        public StagedContent Content { get; private set; }

        /// <summary>The .meta of a new texture; null for one that is there.</summary>
        public string Meta { get; private set; }

        public bool IsNew
        {
            get { return Meta != null; }
        }

        public JsonValue Settings
        {
            get { return Payload["settings"]; }
        }

        public JsonValue Fields
        {
            get { return Payload["fields"]; }
        }

        public JsonValue Mapping
        {
            get { return Payload["mapping"]; }
        }
    }

    /// <summary>An image that was sent.</summary>
    internal sealed class StagedContent
    {
        public StagedContent(JsonValue content)
        {
            Bytes = content["bytes"].AsLong();
            Crc = content["crc32"].AsString();
            Image = content["image"].AsString();
        }

        public long Bytes { get; private set; }

        public string Crc { get; private set; }

        /// <summary>The value of the field `image`.</summary>
        public string Image { get; private set; }

        public string Key
        {
            get { return Bytes + "-" + Crc; }
        }
    }
}
